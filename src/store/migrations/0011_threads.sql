-- A conversation that somebody keeps under a title. Its id is the conversation's, and what was asked
-- in it stands in query_history: here is only what that does not tell.
CREATE TABLE threads (
    id TEXT NOT NULL,
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    sealed TEXT NOT NULL,
    PRIMARY KEY (tenant_id, user_id, id)
);
CREATE INDEX threads_by_time ON threads (tenant_id, user_id, updated_at, id);

-- What was asked in a thread and has not ended yet, by the id of its query: so that a question that a
-- restart cut off is still there. It goes when the query is written into history.
CREATE TABLE open_questions (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL,
    thread_id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    sealed TEXT NOT NULL
);
CREATE INDEX open_questions_by_thread ON open_questions (tenant_id, user_id, thread_id, created_at);

-- What people said of the answers that they got. What they wrote is sealed.
CREATE TABLE query_feedback (
    query_id TEXT PRIMARY KEY REFERENCES query_history (id) ON DELETE CASCADE,
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('good', 'bad')),
    created_at BIGINT NOT NULL,
    sealed TEXT NOT NULL
);
CREATE INDEX query_feedback_by_time ON query_feedback (tenant_id, created_at, query_id);

-- Answers whose question and SQL their owner lets other members of the tenant ask for themselves.
CREATE TABLE shared_queries (
    query_id TEXT PRIMARY KEY REFERENCES query_history (id) ON DELETE CASCADE,
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
