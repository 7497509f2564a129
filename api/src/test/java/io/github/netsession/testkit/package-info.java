/**
 * What the tests of several modules share and what is no contract: waiting, other processes, the record of a session's events, veth pairs.
 *
 * <p>For the tests of this project, through the test-jar of {@code netsession-api}. Start reading at {@link io.github.netsession.testkit.Await}
 * and {@link io.github.netsession.testkit.ChildProgram}.
 */
package io.github.netsession.testkit;
