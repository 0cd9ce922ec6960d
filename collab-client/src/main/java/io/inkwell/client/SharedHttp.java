package io.inkwell.client;

import java.net.http.HttpClient;
import java.util.concurrent.Executors;

/** All connections of a process share one selector thread. */
final class SharedHttp {
    static final HttpClient CLIENT = HttpClient.newBuilder().executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    private SharedHttp() {}
}
