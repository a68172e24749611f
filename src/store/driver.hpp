#pragma once

#include "store/query.hpp"

#include <soci/soci.h>

#include <concepts>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// The only door to SOCI, and the one place that knows where SQLite and PostgreSQL differ.
namespace parlance::store {

/// Which engine a URL names: `sqlite:PATH`, or `postgresql://…` as libpq reads it.
[[nodiscard]] Engine engine_of(const std::string& url);

enum class Use : std::uint8_t { reading, writing };

/// Opens a connection and sets it up (WAL, foreign keys, durability, time limits).
[[nodiscard]] std::unique_ptr<soci::session> open_session(const std::string& url, Use use);

void begin_writing(soci::session& session, Engine engine);
void commit(soci::session& session);
/// Never throws: what cannot be rolled back is gone anyway.
void roll_back(soci::session& session) noexcept;
void save_point(soci::session& session);
void release_save_point(soci::session& session);
void roll_back_to_save_point(soci::session& session);

/// Statements that hold a lock of this name until the transaction ends.
[[nodiscard]] std::vector<std::string> lock_statements(Engine engine, std::string_view name);

/// The failure that the person may see for what the driver threw: `ConstraintError`, busy, or
/// internal. The driver's own text stays here.
[[noreturn]] void throw_mapped(soci::session& session, const std::exception& failure);

template <std::invocable Work>
auto mapping_failures(soci::session& session, Work work) {
    try {
        return work();
    } catch (const soci::soci_error& failure) {
        throw_mapped(session, failure);
    }
}

}  // namespace parlance::store
