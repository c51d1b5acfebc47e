package dev.holdfast.scenario;

/** What a scenario can do and say, each part in its own place. */
record Parts(
        SetDesign design,
        SetUnderTest set,
        SetChanges changes,
        Versions versions,
        Readiness readiness,
        Departures departures,
        SetDeletion deletion,
        StatelessPods statelessPods,
        Control control,
        Volumes volumes,
        Network network,
        Pages pages,
        Expectations expect) {

    /**
     * The parts of one scenario.
     *
     * @param stage where it happens
     * @return its parts, none of which has done anything yet
     */
    static Parts on(Stage stage) {
        Volumes volumes = new Volumes(stage);
        SetDesign design = new SetDesign();
        SetUnderTest set = new SetUnderTest(stage, volumes, design);
        SetChanges changes = new SetChanges(stage, set);
        Network network = new Network(stage, set);
        return new Parts(
                design,
                set,
                changes,
                new Versions(stage, set),
                new Readiness(stage, set, design),
                new Departures(stage, set),
                new SetDeletion(stage, set),
                new StatelessPods(stage),
                new Control(stage, set, changes),
                volumes,
                network,
                new Pages(stage, set, network),
                new Expectations(stage, set));
    }
}
