#include "store/retention.hpp"

#include "store/llm_spending.hpp"
#include "store/query_cache.hpp"
#include "store/tenant_settings.hpp"

namespace parlance::store {

namespace {

constexpr int portion = 500;

/// A table of which the old rows go, and the column that names a row.
struct Aging {
    std::string table;
    std::string id;
};
const Aging queries{"query_history", "id"};
const Aging transcripts{"transcripts", "query_id"};
const Aging evaluations{"evaluations", "id"};
const Aging open_questions{"open_questions", "id"};

/// Finds them first, as a reader, for no index leads to all old ones. Without a tenant: of all.
std::int64_t
forget(Database& database, const Aging& from, Instant before, const std::string& tenant = {}) {
    std::int64_t all = 0;
    const std::string old =
        "SELECT " + from.id + " AS id FROM " + from.table +
        " WHERE created_at < :before AND (:tenant = '' OR tenant_id = :tenant) LIMIT :portion";
    const std::string one = "DELETE FROM " + from.table + " WHERE " + from.id + " = :id";
    for (;;) {
        const auto found = database.read([&](Reader& reader) {
            return reader.rows(old, {{"before", before}, {"tenant", tenant}, {"portion", portion}});
        });
        if (found.empty()) return all;
        all += database.write([&](Writer& writer) {
            std::int64_t gone = 0;
            for (const Row& row : found)
                gone += writer.run(one, {{"id", row.text("id")}});
            return gone;
        });
    }
}

void forget_history(
    Database& database,
    Forgotten& gone,
    Instant before,
    const std::string& tenant = {}
) {
    gone.history += forget(database, queries, before, tenant);
    gone.transcripts += forget(database, transcripts, before, tenant);
    gone.evaluations += forget(database, evaluations, before, tenant);
    forget(database, open_questions, before, tenant);
}

}  // namespace

Forgotten forget_old(Database& database, System, const Retention& kept, Instant now) {
    Forgotten gone;
    if (kept.history.count() > 0) forget_history(database, gone, now - kept.history);
    const auto shorter =
        database.read([](Reader& reader) { return shorter_histories(reader, System{}); });
    for (const ShorterHistory& each : shorter)
        forget_history(database, gone, now - std::chrono::days(each.days), each.tenant_id);
    database.write([&](Writer& writer) {
        // Of a thread in which nothing was asked for so long, all questions are gone.
        if (kept.history.count() > 0)
            writer.run(
                "DELETE FROM threads WHERE updated_at < :before", {{"before", now - kept.history}}
            );
        gone.invitations = writer.run(
            "DELETE FROM invitations WHERE expires_at < :before",
            {{"before", now - kept.invitations}}
        );
        gone.results = forget_expired_results(writer, System{}, now);
        gone.reservations = forget_llm_reservations(writer, System{}, now);
    });
    return gone;
}

}  // namespace parlance::store
