package io.github.netsession;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Thrown if no backend can be used. Lists every candidate with the reason against it. The candidates are part of the serialised form. */
public final class NoBackendException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Candidate[] candidates;

    /**
     * A backend that was considered.
     *
     * @param name the name of the backend
     * @param reason why the backend was not used
     */
    public record Candidate(String name, String reason) implements Serializable {

        public Candidate {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * Creates an exception that states which backend was requested and which backends were found.
     *
     * @param wanted the request, as text for people
     * @param candidates every backend that was considered
     */
    public NoBackendException(String wanted, List<Candidate> candidates) {
        super(Objects.requireNonNull(wanted, "wanted") + (candidates.isEmpty() ? "; no backend is on the class path or module path"
            : candidates.stream().map(candidate -> "\n  " + candidate.name() + ": " + candidate.reason())
                .collect(Collectors.joining())));
        this.candidates = candidates.toArray(Candidate[]::new);
    }

    /**
     * Returns every backend that was considered.
     *
     * @return the candidates, in the order in which they were considered
     */
    public List<Candidate> candidates() {
        return List.of(candidates);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        if (candidates == null || Arrays.asList(candidates).contains(null)) {
            throw new InvalidObjectException("a NoBackendException without its candidates");
        }
    }
}
