package io.github.netsession.macos;

/** A path monitor that says what a test wants. */
final class FakePathPort implements PathPort {

    static final PathState SATISFIED = new PathState(PathState.nw_path_status_satisfied, false, false);
    static final PathState UNSATISFIED = new PathState(PathState.nw_path_status_unsatisfied, false, false);

    private final FakeMacOs os;
    private volatile Runnable changed = () -> { };
    private volatile PathState state = SATISFIED;
    volatile String constrainedObstacle = "";

    FakePathPort(FakeMacOs os) {
        this.os = os;
    }

    void tells(Runnable whom) {
        changed = whom;
    }

    void is(int status, boolean isExpensive, boolean isConstrained) {
        state = new PathState(status, isExpensive, isConstrained);
    }

    void is(PathState now) {
        state = now;
    }

    void becomes(PathState now) {
        state = now;
        changed.run();
    }

    @Override
    public PathState state() {
        return state;
    }

    @Override
    public String constrainedObstacle() {
        return constrainedObstacle;
    }

    @Override
    public void awaitFirst(long millis) {
        os.called("awaitFirst");
    }

    @Override
    public void close() {
        os.called("path.close");
    }
}
