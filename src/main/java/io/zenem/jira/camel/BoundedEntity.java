package io.zenem.jira.camel;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * The body of an answer, of which no more than so many bytes are read, so that a few packed ones do not fill the memory; the call's deadline
 * ends with it.
 */
final class BoundedEntity extends HttpEntityWrapper {
    private final long limit;
    private final Deadline deadline;

    BoundedEntity(HttpEntity entity, long limit, Deadline deadline) {
        super(entity);
        this.limit = limit;
        this.deadline = deadline;
    }

    @Override
    public InputStream getContent() throws IOException {
        return new Bounded(super.getContent());
    }

    private final class Bounded extends FilterInputStream {
        private long count;

        Bounded(InputStream in) {
            super(in);
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
                throw deadline.explain(failure);
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
            } catch (IOException failure) {
                throw deadline.explain(failure);
            } finally {
                // not before: what closing reads may drip too
                deadline.release();
            }
        }
    }
}
