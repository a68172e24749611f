#include "store/retention.hpp"

#include "store/query_cache.hpp"

namespace parlance::store {

namespace {

constexpr int portion = 500;

/// Finds them first, as a reader, for no index leads to the old ones.
std::int64_t forget_history(Database& database, Instant before) {
    std::int64_t all = 0;
    for (;;) {
        const auto found = database.read([&](Reader& reader) {
            return reader.rows(
                "SELECT id FROM query_history WHERE created_at < :before LIMIT :portion",
                {{"before", before}, {"portion", portion}}
            );
        });
        if (found.empty()) return all;
        all += database.write([&](Writer& writer) {
            std::int64_t gone = 0;
            for (const Row& row : found)
                gone += writer.run(
                    "DELETE FROM query_history WHERE id = :id", {{"id", row.text("id")}}
                );
            return gone;
        });
    }
}

}  // namespace

Forgotten forget_old(Database& database, System, const Retention& kept, Instant now) {
    Forgotten gone;
    if (kept.history.count() > 0) gone.history = forget_history(database, now - kept.history);
    database.write([&](Writer& writer) {
        gone.invitations = writer.run(
            "DELETE FROM invitations WHERE expires_at < :before",
            {{"before", now - kept.invitations}}
        );
        gone.results = forget_expired_results(writer, System{}, now);
    });
    return gone;
}

}  // namespace parlance::store
