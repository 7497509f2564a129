/**
 * The API for applications: the networks of this machine, their changes, byte counters, and sessions that keep a network up.
 *
 * <p>Start with {@link io.github.netsession.Networks}, the entry point, then read {@link io.github.netsession.NetworkSession}. Most other
 * types are immutable values, events or enums. For programs that used Qt's bearer management, the project's page {@code docs/from-qt.md} has the
 * counterpart of each member of Qt's classes, and the differences.
 *
 * <h2 id="types">The types, by what they are for</h2>
 * <dl>
 * <dt>Entry
 * <dd>The types that an application calls: {@link io.github.netsession.Networks}, {@link io.github.netsession.NetworkSession},
 * {@link io.github.netsession.SessionProperty}, {@link io.github.netsession.Registration}, {@link io.github.netsession.UserChooser},
 * {@link io.github.netsession.UpdateOption}, {@link io.github.netsession.LastClose}, {@link io.github.netsession.InterfaceAfterClose}.
 * <dt>Networks, as values
 * <dd>The values that an application receives: {@link io.github.netsession.NetworksState}, {@link io.github.netsession.NetworkConfiguration},
 * {@link io.github.netsession.ConfigurationId}, {@link io.github.netsession.ConfigurationKind}, {@link io.github.netsession.ConfigurationState},
 * {@link io.github.netsession.SessionState}, {@link io.github.netsession.Bearer}, {@link io.github.netsession.Purpose},
 * {@link io.github.netsession.Connectivity}, {@link io.github.netsession.Metered}, {@link io.github.netsession.UsagePolicy},
 * {@link io.github.netsession.Link}, {@link io.github.netsession.LinkAddress}, {@link io.github.netsession.LinkKind},
 * {@link io.github.netsession.NetworkProfile}, {@link io.github.netsession.SessionHolder}.
 * <dt>Bytes
 * <dd>The byte counters of interfaces and sessions: {@link io.github.netsession.InterfaceCounters},
 * {@link io.github.netsession.InterfaceCountersSink}, {@link io.github.netsession.Traffic}.
 * <dt>Capabilities
 * <dd>What this process can do here, with the reason and the remedy if it cannot: {@link io.github.netsession.CapabilityReport}, {@link io.github.netsession.CapabilityStatus},
 * {@link io.github.netsession.Capability}, {@link io.github.netsession.Support}.
 * <dt>Events
 * <dd>The changes, for lambdas and for listeners: {@link io.github.netsession.NetworksEvent}, {@link io.github.netsession.NetworksListener},
 * {@link io.github.netsession.SessionEvent}, {@link io.github.netsession.SessionListener}.
 * <dt>Roaming
 * <dd>When a session moves, and who decides: {@link io.github.netsession.RoamingHandler}, {@link io.github.netsession.RoamingOffer},
 * {@link io.github.netsession.RoamingPolicy}.
 * <dt>Failures
 * <dd>What failed, why, and whether to try again: {@link io.github.netsession.SessionFailure}, {@link io.github.netsession.SessionError},
 * {@link io.github.netsession.SessionException}, {@link io.github.netsession.NativeCode}, {@link io.github.netsession.NoBackendException},
 * {@link io.github.netsession.NetworkSocketException}.
 * <dt>Sockets
 * <dd>Sockets that use the access point of a session: {@link io.github.netsession.NetworkSockets}.
 * </dl>
 *
 * <p>A session on a service network continues on the phone when the Wi-Fi is lost:
 * <pre>{@code
 * NetworkConfiguration internet = networks.defineServiceNetwork("internet", List.of(wifi, phone));
 * NetworkSession session = networks.session(internet);
 * session.open();
 * }</pre>
 *
 * <p>More examples: {@linkplain io.github.netsession.Networks following} the networks, {@linkplain io.github.netsession.NetworkSession holding} one,
 * {@linkplain io.github.netsession.SessionEvent hearing} of its session, {@linkplain io.github.netsession.NetworkSockets sending} through it,
 * {@linkplain io.github.netsession.RoamingHandler#activated testing} a better one, {@linkplain io.github.netsession.InterfaceCounters counting}, asking
 * what is {@linkplain io.github.netsession.CapabilityReport permitted}, {@linkplain io.github.netsession.SessionFailure recovering} from a failure, and a
 * test in a simulated world (the class {@code SimWorld} of the module {@code io.github.netsession.sim}).
 *
 * <h2 id="rules">Rules for all types</h2>
 *
 * <p><b>Values.</b> A value type to which later versions may add properties is a final class with accessors. Two such values are equal if
 * all their properties are equal, unless the class says otherwise. The engine, backends and tests create these values with builders;
 * applications receive them, and build only a {@link io.github.netsession.NetworkProfile}. A property that is not set on a builder is
 * unknown, empty or off; the builder's methods state the default, and return the builder. Small values that will not grow are records.
 *
 * <p><b>Null.</b> No method here returns {@code null} and none accepts it. A {@code null} argument causes a
 * {@link java.lang.NullPointerException} that names the parameter; it is thrown at once, before anything changes. An absent value is an
 * {@link java.util.Optional} or an empty collection.
 *
 * <p><b>Threads.</b> Every type except the builders is safe for use from any thread. Getters return values of the latest published state
 * without blocking; only the byte counters make one call to the operating system. The methods that block are {@code Networks.open()},
 * which reads the system once, and {@code Networks.close()}, {@code Networks.holders()} and {@code NetworkSession.awaitOpened()}, which
 * document for how long. Listeners are called one at a time, in order, on the callback executor and never under a lock.
 *
 * <p id="futures"><b>Futures.</b> Only the library completes the futures that it returns, so a result always matches what has happened. A
 * future completes after the listeners have been called for the same event. Each call returns its own future. A failed future carries a
 * {@link io.github.netsession.SessionException}.
 * <ul>
 * <li>{@code complete}, {@code completeExceptionally} and {@code completeAsync} change nothing; the first two return false.
 * {@code obtrudeValue} and {@code obtrudeException} throw {@link java.lang.UnsupportedOperationException}.
 * <li>{@code orTimeout} and {@code completeOnTimeout} return a derived future with the time limit and do not change the original future:
 * {@code session.open().orTimeout(5, SECONDS)}. The call continues after the limit.
 * <li>{@code cancel} ends the wait, not the call: it cancels this future and the futures derived from it, on the calling thread. The
 * session continues to open or stop, its listeners are called, a network definition under way is completed, and the futures of other
 * calls are not affected. To cancel an opening, call {@link io.github.netsession.NetworkSession#close()}.
 * <li>Derived futures ({@code thenApply}, {@code whenComplete}, {@code copy} …) belong to the application: it may complete, cancel and
 * obtrude them.
 * </ul>
 *
 * <p><b>Waiting inside a listener.</b> A future completes after the listeners that are called for the same event. A listener, or a
 * continuation that the library runs, must therefore not wait for a future. In such code {@code join()}, {@code get()} and
 * {@code get(timeout, unit)} throw {@link java.lang.IllegalStateException} unless the future is complete. This applies to futures of the
 * library and to futures derived from them by their own methods, at any depth. The library cannot detect a wait for
 * {@code CompletableFuture.allOf} or {@code anyOf}, for a latch or a queue, for a future of the application that is completed from one of
 * these, or for the result of {@code minimalCompletionStage()}; such a wait never ends.
 * {@link io.github.netsession.NetworkSession#awaitOpened()} works inside a listener.
 *
 * <p><b>Waiting in a simulated world.</b> Outside a listener, {@code join()}, {@code get()} and {@code get(timeout, unit)} advance the
 * virtual time, and throw {@link java.lang.IllegalStateException} if no further event can happen. Other ways of waiting do neither. Futures
 * composed by the methods of these futures ({@code thenCompose}, {@code thenCombine}, {@code applyToEither} …) advance the time for each
 * of the calls in turn; the time stands still while a function of the application runs. If the other stage, or the stage that a function
 * returns, is not a future of the library ({@code allOf}, for instance), the time does not advance for that stage: wait for each call
 * separately, or advance the time from another thread.
 *
 * <h2 id="members">Service networks by predicate</h2>
 *
 * <p>The children of a service network that is defined by a predicate
 * ({@link io.github.netsession.Networks#defineServiceNetwork(String, java.util.function.Predicate, RoamingPolicy)}) are the access points that match
 * now. {@link io.github.netsession.NetworkConfiguration#children()} lists them: in the order of the policy's
 * {@linkplain io.github.netsession.RoamingPolicy#order() comparator} or, without one, of {@link io.github.netsession.Networks#configurations()}. If
 * they change, {@link io.github.netsession.NetworksEvent.ConfigurationChanged} reports it, and its sessions look for a better access point at once.
 * There may be no child; the service network is then DEFINED.
 *
 * <p><b>When it is called.</b> Once for each access point when the service network is defined, on the calling thread; then once for each access point
 * that appears or of which a property has changed, on the engine's thread, before that change is published. No lock of the library is held: if the change
 * is read in the middle of the work on sessions, it is published with the earlier children, and the predicate is called right after. The value that
 * the predicate is given may be newer than {@link io.github.netsession.Networks#state()}: the getters may not know an access point that has just
 * appeared.
 *
 * <p><b>What it is asked about.</b> Every access point, and never a service network or the user's choice. The access points of a tunnel or a VPN are
 * among them, also if the application itself has made it: {@code network.bearer() != Bearer.VPN} excludes them. Some systems know the connectivity,
 * the cost or the signal strength of an access point only while it is up; if the predicate refuses UNKNOWN, such an access point is never started.
 *
 * <p><b>What it must not do.</b> It must not block or wait for a future, because everything else of the instance waits for it. Its result must depend on
 * its argument only, because it is not called again when anything else changes; in that case, define the service network again. A predicate that
 * defines several service networks may be called on several threads at the same time. If it throws, the
 * access point is no child until its next change. The first exception is logged with the name of the service network; nothing else fails.
 *
 * <p><b>An access point in use that no longer matches</b> is left when the dwell time has ended and another child can be used, by the usual events.
 * Until then the session stays on it, open: a connection that works is not cut because a value changes. If that access point is lost, the session does
 * not return to it. An opening that is starting such an access point finishes the start first. An application that must not use the access point
 * any more closes the session when {@code session.configuration().children()} does not contain it.
 *
 * <h2 id="end">The end of the program</h2>
 *
 * <p>If the program ends in order (the last thread ends, {@code System.exit}, SIGTERM, SIGINT) while a
 * {@link io.github.netsession.Networks} is open, a shutdown hook closes its sessions: an interface that a session had started and that no other
 * program holds is stopped, by the rule of {@link io.github.netsession.LastClose}. The hook waits at most one second for all instances, and for
 * no listener. Other shutdown hooks run at the same time: from then on their calls throw {@link java.lang.IllegalStateException}, or the
 * futures fail. A hook that needs an instance opens one and closes it. After {@code Runtime.halt} or a kill, the next program of this user
 * stops such an interface. A simulated world ends with the program, without the hook.
 */
@NullMarked
package io.github.netsession;

import org.jspecify.annotations.NullMarked;
