/**
 * The contract of a backend, as tests that every backend has to pass.
 *
 * <p>For the author of a backend, through the test-jar of {@code netsession-api}: extend
 * {@link io.github.netsession.contract.BackendContract}, and tell it by a {@link io.github.netsession.contract.ContractBed} how
 * the world around the backend is moved. Start reading there. {@link io.github.netsession.contract.HostContract} is for real machines.
 */
package io.github.netsession.contract;
