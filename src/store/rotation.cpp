#include "store/vault.hpp"

/// How keys are changed while Parlance runs. Every step is one transaction and leaves a store that
/// opens; what is left to do is read from the tables, so that a rotation that was killed goes on
/// where it stood.
namespace parlance::store {

namespace {

/// Where sealed secrets stand. A new sealed column belongs into this list.
struct SealedColumn {
    const char* table;
    const char* record;  ///< the column that names the record
    const char* column;
    const char* field;
    bool of_installation;  ///< the table has no tenant_id; its secrets are the installation's
};

constexpr std::array sealed_columns{
    SealedColumn{"database_connections", "id", "sealed_password", "password", false},
    SealedColumn{"llm_keys", "name", "sealed", "key", false},
    SealedColumn{"secrets", "name", "sealed", "secret", false},
    SealedColumn{"signing_keys", "id", "sealed_private_jwk", "private_jwk", true},
};

constexpr std::int64_t step_rows = 100;

std::string current_prefix(std::int64_t version) {
    return fmt::format("v1:{}:%", version);
}

std::vector<Row>
stale_secrets(Reader& reader, const SealedColumn& at, const std::string& tenant, std::int64_t now) {
    const char* const of_tenant = at.of_installation ? ":tenant = ''" : "tenant_id = :tenant";
    return reader.rows(
        fmt::format(
            "SELECT {} AS record, {} AS sealed FROM {} WHERE {} AND {} NOT LIKE :current "
            "LIMIT :step",
            at.record,
            at.column,
            at.table,
            of_tenant,
            at.column
        ),
        {{"tenant", tenant}, {"current", current_prefix(now)}, {"step", step_rows}}
    );
}

void put_back(Writer& writer, const SealedColumn& at, const Row& row, Parameters values) {
    values.emplace_back("record", row.text("record"));
    const char* const of_tenant = at.of_installation ? ":tenant = ''" : "tenant_id = :tenant";
    writer.run(
        fmt::format(
            "UPDATE {} SET {} = :sealed WHERE {} = :record AND {}",
            at.table,
            at.column,
            at.record,
            of_tenant
        ),
        values
    );
}

}  // namespace

Rotation Vault::rotate_master(System, const Progress& progress) {
    Rotation done;
    if (keeps_key_file(place_) && master_count() == 1) add_master_key(place_);
    bool more = true;
    while (more) {
        more = database_.write([&](Writer& writer) { return rewrap_some(writer, done); });
        if (progress) progress(done);
    }
    if (keeps_key_file(place_)) {
        // Under the writers' lock: nobody can be wrapping with an old key just now.
        database_.write([&](Writer& writer) {
            writer.lock("vault");
            retire_master_keys(place_);
        });
    }
    const std::scoped_lock lock(mutex_);
    reload_masters();
    return done;
}

bool Vault::rewrap_some(Writer& writer, Rotation& done) {
    writer.lock("vault");
    const MasterKey master = current_master();
    const std::vector<Row> rows = writer.rows(
        "SELECT tenant_id, version, master_id, wrapped_key FROM tenant_keys "
        "WHERE master_id <> :master LIMIT :step",
        {{"master", master.id}, {"step", step_rows}}
    );
    for (const Row& row : rows) {
        const std::string tenant = row.text("tenant_id");
        const std::int64_t version = row.integer("version");
        const Secret key =
            unwrap_key(master_key(row.text("master_id")), tenant, version, row.text("wrapped_key"));
        writer.run(
            "UPDATE tenant_keys SET master_id = :master, wrapped_key = :wrapped "
            "WHERE tenant_id = :tenant AND version = :version",
            {{"master", master.id},
             {"wrapped", wrap_key(master, tenant, version, key)},
             {"tenant", tenant},
             {"version", version}}
        );
        ++done.keys;
    }
    return !rows.empty();
}

Rotation Vault::rotate_data_key(System, const std::string& tenant_id, const Progress& progress) {
    Rotation done;
    if (!has_older_keys(tenant_id)) {
        database_.write([&](Writer& writer) {
            const DataKey current = current_data_key(writer, tenant_id);
            make_data_key(writer, tenant_id, current.version + 1);
        });
        ++done.keys;
        if (progress) progress(done);
    }
    bool more = true;
    while (more) {
        more =
            database_.write([&](Writer& writer) { return reseal_some(writer, tenant_id, done); });
        if (progress) progress(done);
    }
    return done;
}

bool Vault::reseal_some(Writer& writer, const std::string& tenant_id, Rotation& done) {
    const DataKey current = current_data_key(writer, tenant_id);
    bool found = false;
    for (const SealedColumn& at : sealed_columns) {
        for (const Row& row : stale_secrets(writer, at, tenant_id, current.version)) {
            const std::string record = row.text("record");
            const SealedPlace place{tenant_id, record, at.field};
            const Secret text = open_at(writer, place, row.text("sealed"));
            const std::string sealed =
                seal_envelope(current.key, current.version, place, text.reveal());
            put_back(writer, at, row, {{"sealed", sealed}, {"tenant", tenant_id}});
            ++done.secrets;
            found = true;
        }
    }
    // Nothing refers to them in this very transaction, so nothing ever will.
    if (!found) {
        writer.run(
            "DELETE FROM tenant_keys WHERE tenant_id = :tenant AND version < :current",
            {{"tenant", tenant_id}, {"current", current.version}}
        );
    }
    return found;
}

bool Vault::has_older_keys(const std::string& tenant_id) {
    return database_.read([&](Reader& reader) {
        return reader.count(
                   "SELECT count(*) AS value FROM tenant_keys WHERE tenant_id = :tenant",
                   {{"tenant", tenant_id}}
               ) > 1;
    });
}

}  // namespace parlance::store
