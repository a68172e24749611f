#include "cli/admin_import.hpp"

#include "auth/fields.hpp"
#include "base/ids.hpp"
#include "store/connections.hpp"
#include "store/history.hpp"
#include "store/imports.hpp"
#include "store/members.hpp"
#include "store/saved_queries.hpp"
#include "store/tenants.hpp"
#include "store/users.hpp"

namespace parlance::cli {

namespace {

/// Thrown to undo a dry run.
struct Undo {};

/// Brings the lines of a file into a tenant, inside one transaction.
class Import {
public:
    Import(
        store::Writer& writer,
        store::Vault& vault,
        store::Ledger& ledger,
        const std::string& tenant
    )
        : writer_(writer), vault_(vault), ledger_(ledger) {
        as_.tenant_id = store::tenant(writer, System{}, tenant).id;
        as_.username = "import";
    }

    Imported run(const ImportFile& file) {
        const ImportCounts before = counted();
        for (const ImportedUser& each : file.users)
            bring("user", each, done_.fresh.users, done_.known.users);
        for (const ImportedConnection& each : file.connections)
            bring("connection", each, done_.fresh.connections, done_.known.connections);
        for (const ImportedQueryLog& each : file.query_logs)
            bring("query_log", each, done_.fresh.query_logs, done_.known.query_logs);
        for (const ImportedSavedQuery& each : file.saved_queries)
            bring("saved_query", each, done_.fresh.saved_queries, done_.known.saved_queries);
        verify(before);
        return std::move(done_);
    }

private:
    template <class T>
    void bring(const char* kind, const T& each, std::int64_t& fresh, std::int64_t& known) {
        if (store::imported_id(writer_, as_, kind, each.id)) {
            ++known;
            return;
        }
        try {
            store::remember_import(writer_, as_, kind, each.id, add(each));
        } catch (const Error& error) {
            throw Error(
                error.why(), error.code(), fmt::format("{} {}: {}", kind, each.id, error.message())
            );
        }
        ++fresh;
    }

    /// A hash that Parlance can check is kept, and made anew at the first sign-in; everybody else
    /// is invited to choose a password.
    std::string add(const ImportedUser& user) {
        const auto role = user.role.value_or(ImportedRole::analyst);
        const auth::NewAccount wanted{
            .username = user.username,
            .email = user.email,
            .role = boost::describe::enum_to_string(role, "viewer"),
        };
        auth::check_fields({user.username, user.email, std::nullopt, nullptr}, {});
        if (user.password_hash && user.password_hash->starts_with("$argon2id$")) {
            const store::User made = store::create_user(
                writer_, System{}, {user.username, user.email, user.password_hash}
            );
            store::add_member(writer_, System{}, as_.tenant_id, made.id, wanted.role);
            return made.id;
        }
        done_.invited.push_back(
            auth::invite_account(writer_, ledger_, System{}, as_.tenant_id, wanted)
        );
        return done_.invited.back().user_id;
    }

    std::string add(const ImportedConnection& from) {
        store::NewConnection wanted{
            .name = from.name,
            .kind = boost::describe::enum_to_string(from.kind, ""),
            .path = from.path.value_or(""),
            .host = from.host.value_or(""),
            .port = from.port.value_or(from.kind == connectors::Kind::postgres ? 5432 : 0),
            .database = from.database.value_or(""),
            .user = from.user.value_or(""),
        };
        const auto tls = from.tls.value_or(connectors::TlsMode::prefer);
        wanted.tls = boost::describe::enum_to_string(tls, "prefer");
        if (from.password) wanted.password = Secret(std::string_view(*from.password));
        wanted.make_default = from.is_default.value_or(false);
        return store::add_connection(writer_, vault_, as_, wanted).id;
    }

    std::string add(const ImportedQueryLog& log) {
        store::HistoryEntry entry{
            .id = new_id(),
            .connection_id = local("connection", log.connection_id),
            .kind = log.question ? "ask" : "sql",
            .question = log.question,
            .sql = log.sql,
            .outcome = log.error_code ? "failed" : "answered",
            .error_code = log.error_code,
            .row_count = log.row_count,
        };
        entry.duration_ms = log.duration_ms.value_or(0);
        entry.door = "import";
        entry.created_at = log.created_at;
        store::record_query(writer_, ledger_, in_name_of(log.user_id), entry);
        return entry.id;
    }

    std::string add(const ImportedSavedQuery& from) {
        store::SavedQuery query{
            .name = from.name,
            .description = from.description.value_or(""),
            .question = from.question,
            .sql = from.sql,
        };
        if (from.connection_id) query.connection_id = local("connection", *from.connection_id);
        return store::save_query(writer_, in_name_of(from.user_id), query);
    }

    Principal in_name_of(const std::string& user_id) {
        Principal who = as_;
        who.user_id = local("user", user_id);
        return who;
    }

    /// What became of an earlier line; the file was checked to have it.
    std::string local(const char* kind, const std::string& id) {
        return store::imported_id(writer_, as_, kind, id).value();
    }

    [[nodiscard]] ImportCounts counted() {
        return {
            store::count_imported(writer_, as_, "user"),
            store::count_imported(writer_, as_, "connection"),
            store::count_imported(writer_, as_, "query_log"),
            store::count_imported(writer_, as_, "saved_query"),
        };
    }

    /// Asks the tables themselves whether they hold what we think we have brought.
    void verify(const ImportCounts& before) {
        const ImportCounts after = counted();
        const ImportCounts brought{
            after.users - before.users,
            after.connections - before.connections,
            after.query_logs - before.query_logs,
            after.saved_queries - before.saved_queries,
        };
        if (brought == done_.fresh) return;
        throw Error(
            Failure::internal, "import_incomplete", "The counts do not agree; nothing was changed."
        );
    }

    store::Writer& writer_;
    store::Vault& vault_;
    store::Ledger& ledger_;
    Principal as_;
    Imported done_;
};

}  // namespace

Imported import_into(
    store::Database& database,
    store::Vault& vault,
    store::Ledger& ledger,
    System,
    const std::string& tenant,
    const ImportFile& file,
    bool dry_run
) {
    Imported done;
    try {
        database.write([&](store::Writer& writer) {
            done = Import(writer, vault, ledger, tenant).run(file);
            if (dry_run) throw Undo{};
        });
    } catch (const Undo&) {
        // As it was meant to be.
    }
    return done;
}

}  // namespace parlance::cli
