package io.zenem.jira.camel;

import java.net.UnknownHostException;

import io.zenem.jira.connector.BaseUrlPolicy;

/** A host's address is one that no connection may be made to. */
final class ForbiddenAddress extends UnknownHostException {
    ForbiddenAddress(String host) {
        super("The connector's host " + host + " " + BaseUrlPolicy.FORBIDDEN + ".");
    }
}
