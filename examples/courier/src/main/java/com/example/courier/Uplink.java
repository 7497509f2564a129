package com.example.courier;

import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSockets;
import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * The way to the server over one access point. A connection stays with its link for good, so each access point has a connection pool of its
 * own: a pool that outlived a move would hand out connections of the old link.
 */
final class Uplink {

    private static final Duration LIMIT = Duration.ofSeconds(3);
    /** What the server answers to a GET. The login page of a hotspot answers, too, but not this. */
    private static final String READY = "ready";

    private final NetworkConfiguration accessPoint;
    private final HttpUrl server;
    private final OkHttpClient client;
    private volatile boolean isRetired;

    Uplink(NetworkConfiguration accessPoint, NetworkSockets sockets, HttpUrl server) {
        this.accessPoint = accessPoint;
        this.server = server;
        this.client = new OkHttpClient.Builder()
            .socketFactory(sockets.socketFactory())
            .proxy(Proxy.NO_PROXY)
            .connectionPool(new ConnectionPool())
            .dispatcher(new Dispatcher())
            .callTimeout(LIMIT)
            .build();
    }

    NetworkConfiguration accessPoint() {
        return accessPoint;
    }

    /** Returns when the server has taken the job. */
    void post(Job job) throws IOException {
        Request request = new Request.Builder().url(server).header("Idempotency-Key", job.id())
            .post(RequestBody.create(job.body())).build();
        Call call = client.newCall(request);
        call.timeout().timeout(Math.max(1, Math.min(LIMIT.toMillis(), job.timeLeft().toMillis())), TimeUnit.MILLISECONDS);
        try (Response response = call.execute()) {
            if (!response.isSuccessful()) {
                throw new IOException("the server answered " + response.code());
            }
            response.body().bytes();
        } finally {
            if (isRetired) {
                client.connectionPool().evictAll();
            }
        }
    }

    /** Tests whether the server can be reached, with real packets. Throws if it cannot. */
    void test() throws IOException {
        try (Response response = client.newCall(new Request.Builder().url(server).build()).execute()) {
            if (!response.body().string().strip().equals(READY)) {
                throw new IOException("somebody else answered, with " + response.code());
            }
        }
    }

    /** No call will begin here. Those under way may end, for the link is still up. */
    void retire() {
        isRetired = true;
        client.connectionPool().evictAll();
    }

    /** The link is lost: fails the calls under way now, instead of when their time is up. */
    void abandon() {
        client.dispatcher().cancelAll();
        retire();
    }
}
