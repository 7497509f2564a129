package io.github.netsession.cli;

import io.github.netsession.Link;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworksEvent;
import io.github.netsession.NetworksListener;
import io.github.netsession.NetworksState;

/** One event in words. Used by one thread at a time, as listeners are. */
final class EventText implements NetworksListener {

    private final String arrow;
    private String text = "";

    EventText(String arrow) {
        this.arrow = arrow;
    }

    /** The words for an event, without its time. */
    String of(NetworksEvent event) {
        text = event.getClass().getSimpleName();
        accept(event);
        return text;
    }

    @Override
    public void present(NetworksEvent.Present event) {
        NetworksState state = event.state();
        text = (state.online() ? "online" : "offline") + ", connectivity " + Text.word(state.connectivity()) + ", metered "
            + Text.word(state.metered()) + ", default interface " + name(state) + ", " + state.configurations().size()
            + " configurations, " + state.interfaces().size() + " interfaces";
    }

    @Override
    public void configurationAdded(NetworksEvent.ConfigurationAdded event) {
        text = "configuration " + label(event.configuration()) + " added, " + Text.word(event.configuration().state());
    }

    @Override
    public void configurationRemoved(NetworksEvent.ConfigurationRemoved event) {
        text = "configuration " + label(event.configuration()) + " removed";
    }

    @Override
    public void configurationChanged(NetworksEvent.ConfigurationChanged event) {
        text = "configuration " + label(event.configuration()) + ": "
            + Differences.between(event.before(), event.configuration(), arrow);
    }

    @Override
    public void interfaceAdded(NetworksEvent.InterfaceAdded event) {
        text = "interface " + label(event.link()) + " added, " + StatusText.condition(event.link());
    }

    @Override
    public void interfaceRemoved(NetworksEvent.InterfaceRemoved event) {
        text = "interface " + label(event.link()) + " removed";
    }

    @Override
    public void interfaceChanged(NetworksEvent.InterfaceChanged event) {
        text = "interface " + label(event.link()) + ": " + Differences.between(event.before(), event.link(), arrow);
    }

    @Override
    public void defaultInterfaceChanged(NetworksEvent.DefaultInterfaceChanged event) {
        text = "default interface " + event.before().map(EventText::label).orElse(Text.noDefault(event.wasKnown())) + ' ' + arrow + ' ' + name(event.state());
    }

    @Override
    public void onlineChanged(NetworksEvent.OnlineChanged event) {
        text = event.state().online() ? "online" : "offline";
    }

    @Override
    public void connectivityChanged(NetworksEvent.ConnectivityChanged event) {
        text = "connectivity " + Text.word(event.before()) + ' ' + arrow + ' ' + Text.word(event.state().connectivity());
    }

    @Override
    public void meteredChanged(NetworksEvent.MeteredChanged event) {
        text = "metered " + Text.word(event.before()) + ' ' + arrow + ' ' + Text.word(event.state().metered());
    }

    @Override
    public void usagePoliciesChanged(NetworksEvent.UsagePoliciesChanged event) {
        text = "usage policies " + event.state().usagePolicies();
    }

    @Override
    public void capabilitiesChanged(NetworksEvent.CapabilitiesChanged event) {
        text = "capabilities changed (see: netsession doctor)";
    }

    @Override
    public void resynchronized(NetworksEvent.Resynchronized event) {
        text = "the system lost change notices (" + event.losses() + " times so far); everything was read anew";
    }

    @Override
    public void resumed(NetworksEvent.Resumed event) {
        text = "resumed after " + Amount.time(event.suspended()) + " of suspension";
    }

    @Override
    public void degraded(NetworksEvent.Degraded event) {
        text = "the system cannot be read: " + Text.oneLine(event.reason());
    }

    @Override
    public void recovered(NetworksEvent.Recovered event) {
        text = "the system can be read again";
    }

    private static String name(NetworksState state) {
        return state.defaultInterface().map(EventText::label).orElse(Text.noDefault(state.isDefaultInterfaceKnown()));
    }

    private static String label(Link link) {
        return Text.safe(link.name());
    }

    /** The id, and the name where it says more than the id. */
    private static String label(NetworkConfiguration configuration) {
        String id = configuration.id().value();
        return Text.safe(id.endsWith(':' + configuration.name()) ? id : id + " '" + configuration.name() + "'");
    }
}
