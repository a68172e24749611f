#include "connectors/duckdb/api.hpp"
#include "connectors/failures.hpp"

#include <array>

namespace parlance::connectors::duckdb {

Error failure_of(duckdb_error_type kind) {
    switch (kind) {
        case DUCKDB_ERROR_INTERRUPT:
            return cancelled();
        case DUCKDB_ERROR_OUT_OF_MEMORY:
        case DUCKDB_ERROR_OBJECT_SIZE:
            return out_of_resources();
        case DUCKDB_ERROR_CONVERSION:
        case DUCKDB_ERROR_OUT_OF_RANGE:
        case DUCKDB_ERROR_DIVIDE_BY_ZERO:
        case DUCKDB_ERROR_MISMATCH_TYPE:
        case DUCKDB_ERROR_INVALID_INPUT:
        case DUCKDB_ERROR_DECIMAL:
            return bad_values();
        case DUCKDB_ERROR_CATALOG:
        case DUCKDB_ERROR_BINDER:
            return schema_changed();
        case DUCKDB_ERROR_IO:
        case DUCKDB_ERROR_SERIALIZATION:
        case DUCKDB_ERROR_FATAL:
            return broken_file();
        case DUCKDB_ERROR_PERMISSION:
            return not_permitted();
        default:
            return database_failed();
    }
}

Error failure_of_message(const char* message) {
    constexpr std::array kinds = {
        std::pair{"Catalog Error", DUCKDB_ERROR_CATALOG},
        std::pair{"Binder Error", DUCKDB_ERROR_BINDER},
        std::pair{"Conversion Error", DUCKDB_ERROR_CONVERSION},
        std::pair{"Out of Range Error", DUCKDB_ERROR_OUT_OF_RANGE},
        std::pair{"Invalid Input Error", DUCKDB_ERROR_INVALID_INPUT},
        std::pair{"Permission Error", DUCKDB_ERROR_PERMISSION},
        std::pair{"Out of Memory Error", DUCKDB_ERROR_OUT_OF_MEMORY},
        std::pair{"INTERRUPT Error", DUCKDB_ERROR_INTERRUPT},
        std::pair{"IO Error", DUCKDB_ERROR_IO},
        std::pair{"Serialization Error", DUCKDB_ERROR_SERIALIZATION},
    };
    const std::string_view text = message != nullptr ? message : "";
    for (const auto& [prefix, kind] : kinds) {
        if (text.starts_with(prefix)) return failure_of(kind);
    }
    return database_failed();
}

}  // namespace parlance::connectors::duckdb
