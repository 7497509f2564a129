package com.example.sync

import io.github.netsession.ConfigurationId
import io.github.netsession.InterfaceCounters
import io.github.netsession.NetworkSession
import io.github.netsession.Networks
import io.github.netsession.NetworksEvent
import io.github.netsession.SessionEvent
import io.github.netsession.Traffic
import java.util.concurrent.CopyOnWriteArrayList

/** Uploads while traffic is free, over one network, and says how many bytes that took. */
class Uploads(private val networks: Networks) : AutoCloseable {

    private val lines = CopyOnWriteArrayList<String>()

    @Volatile
    private var paused = true

    private val registration = networks.listen { event ->
        paused = !event.state().online() || event.state().metered().isMetered
        when (event) {
            is NetworksEvent.MeteredChanged -> lines += "metered: ${event.state().metered()}"
            is NetworksEvent.OnlineChanged -> lines += "online: ${event.state().online()}"
        }
    }

    /** What has happened so far. */
    fun log(): List<String> = lines.toList()

    fun isPaused(): Boolean = paused

    /** Runs the work in a session that is open meanwhile; null if the network did not come up. */
    fun upload(network: ConfigurationId, work: (NetworkSession) -> Unit): Traffic? =
        networks.session(network).use { session ->
            session.listen { event ->
                if (event is SessionEvent.Failed) lines += "failed: ${event.failure().message()}"
            }
            session.open()
            if (session.awaitOpened()) {
                work(session)
                session.traffic().orElse(null)
            } else {
                null
            }
        }

    /** The bytes that an interface has received since it came up; null if there is none of that name. */
    fun received(interfaceName: String): Long? =
        networks.counters(interfaceName).map(InterfaceCounters::bytesReceived).orElse(null)

    override fun close() = registration.close()
}

fun main() {
    Networks.open().use { networks ->
        Uploads(networks).use { uploads ->
            val network = networks.defaultConfiguration().orElse(null) ?: return println("no network")
            val traffic = uploads.upload(network.id()) { println("uploading over ${network.name()}") }
            println("$traffic, paused: ${uploads.isPaused()}")
        }
    }
}
