package io.github.webhook4j;

import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Gets a published list again and again, on threads that are there anyway, until nobody holds the list any more. */
final class AddressRefresh implements Runnable {

    private final WeakReference<PublishedList> list;
    private final AddressFetch fetch;
    private final RefreshPace pace;

    // one run follows another, each handing over through an executor or a future: no two threads are here at once
    private @Nullable String etag;
    private int failures;

    private AddressRefresh(PublishedList list, AddressFetch fetch, RefreshPace pace) {
        this.list = new WeakReference<>(list);
        this.fetch = fetch;
        this.pace = pace;
    }

    static void start(PublishedList list, AddressFetch fetch, RefreshPace pace) {
        new AddressRefresh(list, fetch, pace).run();
    }

    @Override
    public void run() {
        if (list.refersTo(null)) {
            return;
        }
        // what is thrown at once has to fail the attempt too, not end the attempts
        var unused =
                CompletableFuture.completedFuture(etag).thenCompose(fetch::get).whenComplete(this::settle);
    }

    private void settle(AddressFetch.@Nullable Answer answer, @Nullable Throwable failure) {
        PublishedList target = list.get();
        if (target == null) {
            return;
        }
        if (answer != null) {
            accept(answer, target);
        } else {
            refuse(failure, target);
        }
        CompletableFuture.delayedExecutor(pace.after(failures).toMillis(), TimeUnit.MILLISECONDS)
                .execute(this);
    }

    private void accept(AddressFetch.Answer answer, PublishedList target) {
        if (answer.ranges() != null) {
            target.replace(answer.ranges());
        }
        if (failures > 0) {
            target.recovered();
        }
        etag = answer.etag();
        failures = 0;
    }

    private void refuse(@Nullable Throwable failure, PublishedList target) {
        if (failures == 0) {
            target.failing(problem(failure));
        }
        // an ETag that confuses the server would confuse it for ever
        etag = null;
        failures++;
    }

    private static String problem(@Nullable Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String problem = cause instanceof IllegalArgumentException ? cause.getMessage() : String.valueOf(cause);
        // a server's words start no new line in the log
        return String.valueOf(problem).replaceAll("\\p{Cntrl}", " ");
    }
}
