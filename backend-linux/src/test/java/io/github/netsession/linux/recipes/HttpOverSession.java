package io.github.netsession.linux.recipes;

import io.github.netsession.Link;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import java.io.IOException;
import java.net.Proxy;
import java.util.List;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** HTTP calls by OkHttp that follow a session. */
public final class HttpOverSession {

    private final NetworkSession session;
    private OkHttpClient client;
    private List<?> path = List.of();

    public HttpOverSession(NetworkSession session) {
        this.session = session;
        client = new OkHttpClient.Builder()
            .socketFactory(session.sockets().socketFactory())
            .proxy(Proxy.NO_PROXY) // OkHttp does not ask the factory for a socket to a SOCKS proxy
            .build();
    }

    public String get(String url) throws IOException {
        try (Response response = client().newCall(new Request.Builder().url(url).build()).execute()) {
            return response.body().string();
        }
    }

    /** The access point or this machine's addresses on it have changed: new calls take new connections, calls under way keep theirs. */
    private synchronized OkHttpClient client() {
        List<?> now = List.of(session.activeConfiguration().map(NetworkConfiguration::id), session.networkInterface().map(Link::addresses));
        if (!now.equals(path)) {
            ConnectionPool before = client.connectionPool();
            client = client.newBuilder().connectionPool(new ConnectionPool()).build();
            before.evictAll();
            path = now;
        }
        return client;
    }
}
