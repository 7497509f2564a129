package io.github.netsession;

/**
 * An error number of the operating system or a service, with what it belongs to.
 *
 * @param domain whose number it is, for instance {@code errno}
 * @param code the number
 */
public record NativeCode(String domain, int code) {

    public NativeCode {
        if (domain.isBlank()) {
            throw new IllegalArgumentException("native code " + code + " needs a domain");
        }
    }

    @Override
    public String toString() {
        return domain + ' ' + code;
    }
}
