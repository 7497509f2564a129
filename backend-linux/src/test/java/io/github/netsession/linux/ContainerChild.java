package io.github.netsession.linux;

import io.github.netsession.testkit.Await;
import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A program that does what an application container does: loads the library in a class loader, uses it, and drops the class loader, several
 * times. Prints how many class loaders are left, and whether threads or descriptors are.
 */
final class ContainerChild {

    /** JNA's own thread ends after 30 s without anything to clean. Source: JNA, internal.Cleaner, CLEANER_LINGER_TIME. */
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private ContainerChild() {
    }

    public static void main(String[] arguments) throws Exception {
        boolean isShared = arguments[0].equals("shared");
        List<URL> jna = classPath(true);
        List<URL> application = classPath(false);
        ClassLoader container = isShared ? loader(jna, ClassLoader.getPlatformClassLoader()) : ClassLoader.getPlatformClassLoader();
        if (!isShared) {
            application.addAll(jna);
        }
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        Map<String, Long> descriptors = Map.of();
        for (int round = 0; round < Integer.parseInt(arguments[1]); round++) {
            loaders.add(run(application, container));
            if (round == 0) {
                descriptors = descriptors();
            }
        }
        Map<String, Long> before = descriptors;
        boolean areCollected = Await.comesTrueWithin(LIMIT, Duration.ofMillis(200), () -> {
            System.gc();
            return left(loaders) <= 1;
        });
        // The JVM itself opens a file for a moment now and then.
        boolean areClosed = Await.comesTrueWithin(Duration.ofSeconds(10), () -> before.equals(descriptors()));
        // A thread has nothing left to do when the library is closed, and ends as soon as the scheduler lets it.
        boolean areEnded = Await.comesTrueWithin(Duration.ofSeconds(10), () -> threads().isEmpty());
        System.out.println("collected " + areCollected + ", left " + left(loaders) + ", threads " + (areEnded ? "ended" : threads()) + ", descriptors "
            + (areClosed ? "as before" : "before " + before + " and now " + descriptors()));
        WeakReference.reachabilityFence(container);
    }

    private static List<URL> classPath(boolean isOfJna) {
        List<URL> urls = new ArrayList<>();
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of)
            .filter(path -> path.getFileName().toString().startsWith("jna-") == isOfJna).forEach(path -> urls.add(url(path)));
        return urls;
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URLClassLoader loader(List<URL> urls, ClassLoader parent) {
        return new URLClassLoader(urls.toArray(URL[]::new), parent);
    }

    private static WeakReference<ClassLoader> run(List<URL> application, ClassLoader container) throws IOException, ReflectiveOperationException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = loader(application, container)) {
            thread.setContextClassLoader(loader);
            ((Runnable) loader.loadClass(ContainerApplication.class.getName()).getConstructor().newInstance()).run();
            return new WeakReference<>(loader);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * But for a deleted file that libffi, which is in each JNA that is loaded, opens where the kernel does not grant it memory to execute, and keeps
     * open when it is unloaded. Source: libffi, closures.c, open_temp_exec_file.
     */
    private static Map<String, Long> descriptors() {
        Map<String, Long> kinds = Leaks.descriptorsByKind();
        kinds.keySet().removeIf(kind -> kind.contains("/ffi"));
        return kinds;
    }

    private static long left(List<WeakReference<ClassLoader>> loaders) {
        return loaders.stream().filter(each -> each.get() != null).count();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter(name -> name.startsWith("netsession-")).toList();
    }
}
