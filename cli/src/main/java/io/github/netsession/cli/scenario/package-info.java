/**
 * The language of {@code netsession demo}: a day of networks as a text, which becomes a simulated world. For the command line alone. Start reading
 * at {@link io.github.netsession.cli.scenario.Scenario}, then {@code ScenarioText}.
 */
package io.github.netsession.cli.scenario;
