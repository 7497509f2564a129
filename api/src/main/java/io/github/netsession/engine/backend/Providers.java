package io.github.netsession.engine.backend;

import io.github.netsession.spi.BackendProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds the installed providers by the service types of {@link BackendProvider}: no class of a provider for another system is loaded at a start. */
final class Providers {

    /** A provider that looks for others itself, and so is none of those that are looked for. */
    interface Finder extends BackendProvider {
    }

    /** The installed services. Both iterators may throw a ServiceConfigurationError or a LinkageError; the next call continues with the next provider. */
    interface Services {

        /** Returns the providers of a service type. Each is created when it is asked for. */
        Iterator<? extends BackendProvider> create(Class<? extends BackendProvider> type);

        /** Returns the classes of the providers of a service type; creates none. */
        Iterator<? extends Class<? extends BackendProvider>> classes(Class<? extends BackendProvider> type);
    }

    /** The services that the service loader finds on the class path and module path. */
    static final class Installed implements Services {

        @Override
        public Iterator<? extends BackendProvider> create(Class<? extends BackendProvider> type) {
            return ServiceLoader.load(type, BackendProvider.class.getClassLoader()).iterator();
        }

        @Override
        public Iterator<? extends Class<? extends BackendProvider>> classes(Class<? extends BackendProvider> type) {
            return ServiceLoader.load(type, BackendProvider.class.getClassLoader()).stream().map(ServiceLoader.Provider::type).iterator();
        }
    }

    /** A service type, and the beginning of {@code os.name} on its system. */
    private record Platform(Class<? extends BackendProvider> type, String osName) {
    }

    private static final List<Platform> PLATFORMS = List.of(new Platform(BackendProvider.ForLinux.class, "Linux"),
        new Platform(BackendProvider.ForWindows.class, "Windows"), new Platform(BackendProvider.ForMacOs.class, "Mac"));

    private final String osName;
    private final Services services;
    private final List<String> unloadable = new ArrayList<>();

    Providers(String osName, Services services) {
        this.osName = osName;
        this.services = services;
    }

    /** Returns the value of {@code os.name}. */
    String osName() {
        return osName;
    }

    /** Returns the providers for this system, best first. */
    List<BackendProvider> forThisSystem() {
        List<BackendProvider> found = new ArrayList<>();
        for (Platform platform : PLATFORMS) {
            if (isHere(platform)) {
                add(found, platform.type());
            }
        }
        add(found, BackendProvider.class);
        return found;
    }

    /** Returns the providers that are used only if an application asks for them by name. */
    List<BackendProvider> onRequest() {
        List<BackendProvider> found = new ArrayList<>();
        add(found, BackendProvider.OnRequest.class);
        return found;
    }

    /** Returns the names of the classes of the providers for other systems, each with its system. */
    Map<String, String> forOtherSystems() {
        Map<String, String> names = new LinkedHashMap<>();
        for (Platform platform : PLATFORMS) {
            Iterator<? extends Class<? extends BackendProvider>> classes = services.classes(platform.type());
            while (!isHere(platform) && hasNext(classes)) {
                try {
                    names.put(classes.next().getSimpleName(), platform.osName());
                } catch (ServiceConfigurationError | LinkageError thrown) {
                    unloadable.add(String.valueOf(thrown.getMessage()));
                }
            }
        }
        return names;
    }

    /** Returns why providers cannot be loaded, once. */
    List<String> takeUnloadable() {
        List<String> taken = List.copyOf(unloadable);
        unloadable.clear();
        return taken;
    }

    private boolean isHere(Platform platform) {
        return osName.regionMatches(true, 0, platform.osName(), 0, platform.osName().length());
    }

    /** Adds the providers of a type, each before those of a lower priority. */
    private void add(List<BackendProvider> found, Class<? extends BackendProvider> type) {
        Iterator<? extends BackendProvider> providers = services.create(type);
        while (hasNext(providers)) {
            try {
                BackendProvider provider = providers.next();
                if (provider instanceof Finder) {
                    continue; // It would look for what is looked for here.
                }
                int place = 0;
                while (place < found.size() && found.get(place).priority() >= provider.priority()) {
                    place++;
                }
                found.add(place, provider);
            } catch (ServiceConfigurationError | LinkageError thrown) {
                unloadable.add(String.valueOf(thrown.getMessage()));
            }
        }
    }

    private boolean hasNext(Iterator<?> iterator) {
        while (true) {
            try {
                return iterator.hasNext();
            } catch (ServiceConfigurationError | LinkageError thrown) {
                unloadable.add(String.valueOf(thrown.getMessage()));
            }
        }
    }
}
