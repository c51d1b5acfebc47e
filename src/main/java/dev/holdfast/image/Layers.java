package dev.holdfast.image;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.FilePermissionsProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the image consists of. Layers that change seldom come first. Everything belongs to root, may be read by everyone, and
 * has the same times every time, so that the same files make the same image.
 */
final class Layers {

    /** The folder of the program, which takes the place of the project's folder. */
    static final String HOME = "/holdfast";

    /** Where Java is, if it is not the base image's. */
    static final String JAVA = "/java";

    /** Whoever runs it: nobody in particular, and not root. */
    static final int USER = 65532;

    private static final FilePermissions FILE = FilePermissions.DEFAULT_FILE_PERMISSIONS;
    private static final FilePermissions PROGRAM = FilePermissions.fromOctalString("755");
    private static final FilePermissions FOLDER_OF_ALL = FilePermissions.fromOctalString("777");
    private static final FilePermissionsProvider AS_THEY_ARE =
            (source, target) -> Files.isExecutable(source) ? PROGRAM : FILE;

    private Layers() {}

    /**
     * A system that has what Java needs, and Java.
     *
     * @param work a folder for intermediate files, which have to stay until the image is made
     * @throws ImageFailedException when this machine does not have all of it
     */
    static List<FileEntriesLayer> ownBase(Path work) throws ImageFailedException, IOException {
        Path java = work.resolve("java");
        JavaRuntime.link(java);
        return List.of(
                system(work),
                FileEntriesLayer.builder()
                        .setName("java")
                        .addEntryRecursive(java, AbsoluteUnixPath.get(JAVA), AS_THEY_ARE)
                        .build());
    }

    private static FileEntriesLayer system(Path work) throws ImageFailedException, IOException {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("system");
        for (Path library : SharedLibraries.outside(work.resolve("java"))) {
            layer.addEntry(library.toRealPath(), AbsoluteUnixPath.fromPath(library), PROGRAM);
        }
        Path users = Files.writeString(
                work.resolve("passwd"),
                "root:x:0:0:root:/:/\nholdfast:x:" + USER + ":" + USER + ":holdfast:" + HOME + ":/\n");
        Path groups = Files.writeString(work.resolve("group"), "root:x:0:\nholdfast:x:" + USER + ":\n");
        layer.addEntry(users, AbsoluteUnixPath.get("/etc/passwd"));
        layer.addEntry(groups, AbsoluteUnixPath.get("/etc/group"));
        layer.addEntry(Files.createDirectories(work.resolve("tmp")), AbsoluteUnixPath.get("/tmp"), FOLDER_OF_ALL);
        return layer.build();
    }

    /**
     * The program.
     *
     * @param program its files
     * @param home the project's folder, where its features and manifests are
     */
    static List<FileEntriesLayer> program(ProgramFiles program, Path home) throws IOException {
        FileEntriesLayer.Builder libraries = FileEntriesLayer.builder().setName("libraries");
        for (Path library : program.libraries()) {
            libraries.addEntry(program.jar().resolveSibling(library), inHome(library.toString()));
        }
        FileEntriesLayer.Builder specification = FileEntriesLayer.builder().setName("specification");
        for (String folder : List.of("features", "manifests")) {
            specification.addEntryRecursive(home.resolve(folder), inHome(folder));
        }
        return List.of(
                libraries.build(),
                specification.build(),
                FileEntriesLayer.builder()
                        .setName("program")
                        .addEntry(program.jar(), inHome("holdfast.jar"))
                        .build());
    }

    private static AbsoluteUnixPath inHome(String name) {
        return AbsoluteUnixPath.get(HOME).resolve(name);
    }
}
