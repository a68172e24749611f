#include "connectors/duckdb/source.hpp"
#include "connectors/postgres/source.hpp"
#include "connectors/source.hpp"
#include "connectors/sqlite/source.hpp"

#include <utility>

namespace parlance::connectors {

std::unique_ptr<Source> open(const Connection& connection, const Environment& environment) {
    switch (connection.kind) {
        case Kind::sqlite:
            return sqlite::open(connection, environment);
        case Kind::postgres:
            return postgres::open(connection, environment);
        case Kind::duckdb:
            return duckdb::open(connection, environment);
    }
    std::unreachable();
}

}  // namespace parlance::connectors
