package io.inkwell.server.admin;

import io.inkwell.server.http.HttpAnswer;
import io.inkwell.server.http.ProblemException;

/** Answers the requests of one route. */
@FunctionalInterface
interface Endpoint {
    /**
     * Answers a request; may block.
     *
     * @throws ProblemException if the answer is a problem
     * @throws io.inkwell.sync.port.StorageException if the store cannot answer
     */
    HttpAnswer answer(ApiRequest request) throws ProblemException;
}
