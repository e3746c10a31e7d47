package io.zenem.jira.camel;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Future;

import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * The body of an answer, of which no more than so many bytes are read, so that a few packed ones do not fill the memory; with it
 * ends the call's deadline.
 */
final class BoundedEntity extends HttpEntityWrapper {
    private final long limit;
    private final Future<?> end;

    BoundedEntity(HttpEntity entity, long limit, Future<?> end) {
        super(entity);
        this.limit = limit;
        this.end = end;
    }

    @Override
    public InputStream getContent() throws IOException {
        return new Bounded(super.getContent(), limit, end);
    }

    private static final class Bounded extends FilterInputStream {
        private final long limit;
        private final Future<?> end;
        private long count;

        Bounded(InputStream in, long limit, Future<?> end) {
            super(in);
            this.limit = limit;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            counted(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                int some = super.read(target, offset, length);
                counted(Math.max(some, 0));
                return some;
            } catch (IOException failure) {
                throw AnswerTooSlow.orElse(end, failure);
            }
        }

        private void counted(int bytes) throws AnswerTooLarge {
            count += bytes;
            if (count > limit) {
                throw new AnswerTooLarge(limit);
            }
        }

        /** Closing would read the rest, to use the connection again; this one is thrown away. */
        @Override
        public void close() throws IOException {
            try {
                if (count <= limit) {
                    super.close();
                }
            } finally {
                // not before: what closing reads may drip too
                end.cancel(false);
            }
        }
    }
}
