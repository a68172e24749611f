#include "store/migrate.hpp"

#include "base/crypto.hpp"

namespace parlance::store {

namespace {

constexpr const char* journal = R"(
    CREATE TABLE IF NOT EXISTS schema_migrations (
        name TEXT PRIMARY KEY,
        checksum TEXT NOT NULL,
        applied_at BIGINT NOT NULL
    ))";

std::string checksum_of(const Migration& migration) {
    return to_hex(bytes_of(sha256(migration.sql)));
}

/// Splits at the semicolons that end statements. Our files have no semicolon inside a literal, and
/// comments stand on lines of their own.
std::vector<std::string> statements_of(const std::string& sql) {
    std::vector<std::string> statements;
    std::string current;
    for (const auto line : std::views::split(sql, '\n')) {
        const std::string_view text(line.begin(), line.end());
        if (text.starts_with("--")) continue;
        current.append(text).push_back('\n');
        if (!text.ends_with(';')) continue;
        current.erase(current.rfind(';'));
        statements.push_back(std::exchange(current, {}));
    }
    return statements;
}

std::map<std::string, Row> applied(Reader& reader) {
    std::map<std::string, Row> all;
    for (Row& row : reader.rows("SELECT name, checksum, applied_at FROM schema_migrations")) {
        std::string name = row.text("name");
        all.emplace(std::move(name), std::move(row));
    }
    return all;
}

void check_history(const std::map<std::string, Row>& done, const std::vector<Migration>& known) {
    std::size_t found = 0;
    for (const Migration& migration : known) {
        const auto entry = done.find(migration.name);
        if (entry == done.end()) continue;
        ++found;
        if (entry->second.text("checksum") == checksum_of(migration)) continue;
        throw Error(
            Failure::internal,
            "migration_changed",
            "Migration " + migration.name +
                " has changed since it was applied to this store. Use the Parlance version that "
                "made the store, or a newer one."
        );
    }
    if (found == done.size()) return;
    throw Error(
        Failure::internal,
        "store_newer",
        "This store was made by a newer version of Parlance. Use that version."
    );
}

void apply(Writer& writer, const Migration& migration) {
    for (const std::string& statement : statements_of(migration.sql))
        writer.run(statement);
    writer.run(
        "INSERT INTO schema_migrations (name, checksum, applied_at) VALUES (:name, :checksum, :at)",
        {{"name", migration.name}, {"checksum", checksum_of(migration)}, {"at", system_now()}}
    );
}

}  // namespace

std::vector<MigrationState>
migration_status(Database& database, System, const std::vector<Migration>& known) {
    return database.write([&](Writer& writer) {
        writer.run(journal);
        const std::map<std::string, Row> done = applied(writer);
        check_history(done, known);
        std::vector<MigrationState> states;
        for (const Migration& migration : known) {
            MigrationState state{migration.name, checksum_of(migration), std::nullopt};
            const auto entry = done.find(migration.name);
            if (entry != done.end()) state.applied_at = entry->second.instant("applied_at");
            states.push_back(std::move(state));
        }
        return states;
    });
}

std::vector<std::string> migrate(Database& database, System, const std::vector<Migration>& known) {
    return database.write([&](Writer& writer) {
        writer.lock("migrate");
        writer.run(journal);
        const std::map<std::string, Row> done = applied(writer);
        check_history(done, known);
        std::vector<std::string> fresh;
        for (const Migration& migration : known) {
            if (done.contains(migration.name)) continue;
            apply(writer, migration);
            fresh.push_back(migration.name);
        }
        return fresh;
    });
}

}  // namespace parlance::store
