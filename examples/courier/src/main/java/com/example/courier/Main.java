package com.example.courier;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Networks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.HttpUrl;

/** The program: reads jobs from standard input, a line each, and posts them. */
public final class Main {

    private static final String USAGE = """
        usage: courier SPOOL URL UPLINK UPLINK...
          SPOOL   the directory that keeps the jobs until the server has them
          URL     where to post them; answers "ready" to a GET
          UPLINK  ids of access points, best first, for instance link:eth0; ./netsession status lists them
        Each line of standard input is a job: urgent|background SECONDS TEXT""";

    private Main() {
    }

    /**
     * Runs the courier until standard input ends and all jobs are done or late.
     *
     * @param arguments the directory of the spool, the server, and the access points
     * @throws IOException if the spool or standard input cannot be read
     * @throws InterruptedException if the thread is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < 3) {
            System.err.println(USAGE);
            System.exit(2);
        }
        List<ConfigurationId> uplinks = Arrays.stream(arguments).skip(2).map(ConfigurationId::new).toList();
        ExecutorService tests = Executors.newSingleThreadExecutor();
        try (Networks networks = Networks.open()) {
            Report report = new Report(System.out, networks);
            Spool spool = new Spool(Path.of(arguments[0]));
            Courier courier = new Courier(networks, uplinks, HttpUrl.get(arguments[1]), spool, report, tests);
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Job job = job(line);
                courier.accept(job);
                report.say("accepted " + job.id());
            }
            courier.finish();
            report.say(report.summary());
        } finally {
            tests.shutdown();
        }
    }

    private static Job job(String line) {
        String[] words = line.split(" ", 3);
        return new Job(UUID.randomUUID().toString(), words[0].equals("urgent"), Instant.now().plusSeconds(Long.parseLong(words[1])),
            words[2].getBytes(StandardCharsets.UTF_8));
    }
}
