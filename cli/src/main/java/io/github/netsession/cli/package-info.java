/**
 * The command-line program: shows this machine's networks, watches them, and holds sessions while a command runs. It uses the
 * public API and nothing else.
 *
 * <p>Start with {@code Main} and {@code CommandTree}; each command is one class. {@code StateJson} and {@code EventJson} write
 * the JSON, which is a stable interface: {@code cli/JSON.md} documents it. A command gets its streams and its way to open
 * {@code Networks} by constructor, so that tests need neither a terminal nor a network.
 */
package io.github.netsession.cli;
