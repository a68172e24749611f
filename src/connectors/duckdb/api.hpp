#pragma once

#include "base/error.hpp"

#include <duckdb.h>

#include <string>
#include <string_view>
#include <utility>

namespace parlance::connectors::duckdb {

/// Owns one of DuckDB's C handles.
template <class Handle, auto destroy>
class Owned {
public:
    Owned() = default;
    Owned(Owned&& other) noexcept : handle_(std::exchange(other.handle_, Handle{})) {}
    Owned& operator=(Owned&& other) noexcept {
        std::swap(handle_, other.handle_);
        return *this;
    }
    ~Owned() { destroy(&handle_); }

    [[nodiscard]] Handle get() const noexcept { return handle_; }
    /// For the functions that fill a handle in.
    [[nodiscard]] Handle* out() noexcept { return &handle_; }

private:
    Handle handle_{};
};

using Prepared = Owned<duckdb_prepared_statement, duckdb_destroy_prepare>;
using Pending = Owned<duckdb_pending_result, duckdb_destroy_pending>;
using Result = Owned<duckdb_result, duckdb_destroy_result>;
using Chunk = Owned<duckdb_data_chunk, duckdb_destroy_data_chunk>;
using LogicalType = Owned<duckdb_logical_type, duckdb_destroy_logical_type>;
using Config = Owned<duckdb_config, duckdb_destroy_config>;

/// Maps the kind of an error; never its text.
[[nodiscard]] Error failure_of(duckdb_error_type kind);
/// The same from a message such as `Catalog Error: …`, where there is no kind.
[[nodiscard]] Error failure_of_message(const char* message);

}  // namespace parlance::connectors::duckdb
