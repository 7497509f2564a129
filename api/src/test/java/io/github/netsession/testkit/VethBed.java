package io.github.netsession.testkit;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Traffic;
import io.github.netsession.contract.ContractBed;
import java.util.function.BooleanSupplier;

/** A bed whose access points are on veth pairs of Linux; unless a subclass knows better, the access point is the near end of its pair. */
public abstract class VethBed implements ContractBed {

    /**
     * The pair that an access point is on.
     *
     * @param id which
     * @return the pair
     */
    protected abstract VethPair pair(ConfigurationId id);

    @Override
    public void up(ConfigurationId id) {
        pair(id).up();
    }

    @Override
    public void down(ConfigurationId id) {
        pair(id).down();
    }

    @Override
    public void cut(ConfigurationId id) {
        pair(id).cut();
    }

    @Override
    public void gap(ConfigurationId id) {
        pair(id).gap();
    }

    @Override
    public void remove(ConfigurationId id) {
        pair(id).remove();
    }

    @Override
    public boolean isUp(ConfigurationId id) {
        return pair(id).isUp();
    }

    @Override
    public final void send(ConfigurationId id) {
        pair(id).send();
    }

    @Override
    public final Traffic counted(ConfigurationId id) {
        return pair(id).counted();
    }

    @Override
    public boolean await(BooleanSupplier condition) {
        return Await.comesTrue(condition);
    }
}
