package dev.holdfast.run.glue;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Given;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Scenarios that see whether others run meanwhile. */
public final class CompanySteps {

    private static final AtomicInteger RUNNING = new AtomicInteger();
    private static final CountDownLatch TWO = new CountDownLatch(2);
    private static final CountDownLatch NOBODY = new CountDownLatch(1);

    @Given("it has company")
    public void hasCompany() throws InterruptedException {
        RUNNING.incrementAndGet();
        try {
            TWO.countDown();
            assertThat(TWO.await(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            RUNNING.decrementAndGet();
        }
    }

    @Given("it is alone")
    public void isAlone() throws InterruptedException {
        assertThat(RUNNING.incrementAndGet()).isEqualTo(1);
        assertThat(NOBODY.await(20, TimeUnit.MILLISECONDS))
                .as("time for anyone who would come in")
                .isFalse();
        assertThat(RUNNING.getAndDecrement()).isEqualTo(1);
    }
}
