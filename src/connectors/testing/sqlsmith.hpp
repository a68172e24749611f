#pragma once

#include "connectors/testing/postgres_server.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>

namespace parlance::connectors::testing {

/// Statements of sqlsmith (Debian's package) over the tables of a private server: only SELECTs,
/// only with operators that our language has. Never point this at a server that matters: it takes
/// the other operators out of its catalog.
class Sqlsmith {
public:
    /// `database` is where the tables are, in its schema `public`.
    Sqlsmith(const PostgresServer& server, std::string database)
        : server_(server), database_(std::move(database)) {}

    /// Once per database. A role that sees views, which cannot be written or sampled, makes
    /// sqlsmith write nothing but plain SELECTs.
    void prepare(PostgresServer& server) const {
        server.script(
            R"(
            SET allow_system_table_mods = on;
            DELETE FROM pg_operator WHERE oprname NOT IN (
                '=', '<>', '>', '<', '>=', '<=', '+', '-', '*', '/', '%', '^', '||', '&', '|', '#',
                '<<', '>>', '~', '~*', '!~', '!~*', '~~', '!~~', '~~*', '!~~*', '->', '->>', '#>',
                '#>>', '@>', '<@', '&&', '?');
            CREATE ROLE smith LOGIN;
            CREATE SCHEMA shown;
            GRANT USAGE ON SCHEMA shown TO smith;
            DO $$ DECLARE t text; BEGIN
                FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
                    EXECUTE format('CREATE VIEW shown.%I AS SELECT * FROM public.%I OFFSET 0', t, t);
                END LOOP;
            END $$;
            GRANT SELECT ON ALL TABLES IN SCHEMA shown TO smith;)",
            database_
        );
    }

    /// Calls `take` with `count` statements: the same ones for the same seed.
    template <class Take>
    void each(std::uint64_t count, std::uint64_t seed, Take take) const {
        const std::string command = fmt::format(
            "sqlsmith --target='host=127.0.0.1 port={} dbname={} user=smith' --exclude-catalog "
            "--dry-run --max-queries={} --seed={} 2>/dev/null",
            server_.port(),
            database_,
            count,
            seed
        );
        const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
        if (!pipe) throw std::runtime_error("sqlsmith does not start");
        std::string statement;
        for (std::array<char, 8192> line; std::fgets(line.data(), line.size(), pipe.get());) {
            statement += line.data();
            if (!statement.ends_with(";\n")) continue;
            statement.resize(statement.size() - 2);
            take(statement);
            statement.clear();
        }
    }

private:
    const PostgresServer& server_;
    std::string database_;
};

}  // namespace parlance::connectors::testing
