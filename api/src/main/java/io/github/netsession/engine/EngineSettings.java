package io.github.netsession.engine;

import io.github.netsession.LastClose;
import io.github.netsession.UserChooser;
import io.github.netsession.engine.backend.BackendChooser;
import io.github.netsession.spi.BackendProvider;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;

/** The settings that the builder collects. */
public final class EngineSettings {

    private Optional<String> backendName = Optional.ofNullable(System.getProperty(BackendChooser.PROPERTY));
    private Optional<BackendProvider> provider = Optional.empty();
    private Optional<Executor> callbackExecutor = Optional.empty();
    private Optional<UserChooser> userChooser = Optional.empty();
    private Optional<Path> holds = Optional.empty();
    private LastClose lastClose = LastClose.STOP_IF_STARTED;

    /** Creates settings with their defaults. */
    public EngineSettings() {
    }

    /**
     * Sets the name of the backend.
     *
     * @param name its name
     */
    public void backendName(String name) {
        backendName = Optional.of(name);
        provider = Optional.empty();
    }

    /**
     * Sets the provider of the backend.
     *
     * @param given the provider
     */
    public void provider(BackendProvider given) {
        provider = Optional.of(given);
    }

    /**
     * Sets the executor that calls listeners.
     *
     * @param executor the executor
     */
    public void callbackExecutor(Executor executor) {
        callbackExecutor = Optional.of(executor);
    }

    /**
     * Sets the chooser that resolves USER_CHOICE configurations.
     *
     * @param chooser the chooser
     */
    public void userChooser(UserChooser chooser) {
        userChooser = Optional.of(chooser);
    }

    /**
     * Sets the rule for the last close.
     *
     * @param rule the rule
     */
    public void lastClose(LastClose rule) {
        lastClose = rule;
    }

    /**
     * Sets the directory in which sessions are counted across processes.
     *
     * @param directory the directory
     */
    public void holds(Path directory) {
        holds = Optional.of(directory);
    }

    Optional<Path> holds() {
        return holds;
    }

    Optional<String> backendName() {
        return backendName;
    }

    Optional<BackendProvider> provider() {
        return provider;
    }

    Optional<Executor> callbackExecutor() {
        return callbackExecutor;
    }

    Optional<UserChooser> userChooser() {
        return userChooser;
    }

    LastClose lastClose() {
        return lastClose;
    }
}
