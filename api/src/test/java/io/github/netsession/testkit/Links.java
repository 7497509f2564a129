package io.github.netsession.testkit;

import io.github.netsession.Bearer;
import io.github.netsession.Link;
import io.github.netsession.LinkKind;

/** Links as most tests want them: cards with packets of 1500 bytes. */
public final class Links {

    private Links() {
    }

    /** A card that is switched on, connected and operational. */
    public static Link.Builder up(String name, int index, Bearer bearer) {
        return card(name, index, bearer, true, true);
    }

    /** A card, which is operational if it is switched on and has a carrier. */
    public static Link.Builder card(String name, int index, Bearer bearer, boolean up, boolean carrier) {
        return Link.builder(name, index).kind(LinkKind.PHYSICAL).bearer(bearer).up(up).carrier(carrier).operational(up && carrier).mtuBytes(1500);
    }
}
