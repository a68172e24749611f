#pragma once

#include "base/clock.hpp"
#include "base/error.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace parlance::store {

class Link;

/// The database that holds Parlance's own rows.
enum class Engine : std::uint8_t { sqlite, postgres };

/// A value for one named parameter. It owns what it holds: SOCI reads its parameters late, after a
/// temporary would be gone.
class Parameter {
public:
    using Content = std::variant<std::monostate, std::int64_t, double, std::string>;

    Parameter(std::string_view text) : content_(std::string(text)) {}
    Parameter(const std::string& text) : content_(text) {}
    Parameter(const char* text) : content_(std::string(text)) {}
    Parameter(bool yes) : content_(std::int64_t{yes}) {}
    Parameter(int number) : content_(std::int64_t{number}) {}
    Parameter(std::int64_t number) : content_(number) {}
    Parameter(double number) : content_(number) {}
    Parameter(Instant moment) : content_(std::int64_t{moment.time_since_epoch().count()}) {}
    Parameter(std::nullopt_t) {}
    template <class T>
    Parameter(const std::optional<T>& value) {
        if (value) *this = Parameter(*value);
    }

    [[nodiscard]] const Content& content() const noexcept { return content_; }

private:
    Content content_;
};

/// `{{"tenant", who.tenant_id}, {"limit", 50}}` for `:tenant` and `:limit` in the text.
using Parameters = std::vector<std::pair<std::string, Parameter>>;

/// One row of a result. Columns are read by the names that the statement gives them; a wrong name
/// or a NULL where none may be is a bug of ours and throws `std::logic_error`.
class Row {
public:
    using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;
    using Names = std::shared_ptr<const std::vector<std::string>>;

    Row(Names names, std::vector<Cell> cells)
        : names_(std::move(names)), cells_(std::move(cells)) {}

    [[nodiscard]] std::string text(std::string_view column) const;
    [[nodiscard]] std::int64_t integer(std::string_view column) const;
    [[nodiscard]] double real(std::string_view column) const;
    [[nodiscard]] bool flag(std::string_view column) const { return integer(column) != 0; }
    [[nodiscard]] Instant instant(std::string_view column) const;
    [[nodiscard]] std::optional<std::string> text_if(std::string_view column) const;
    [[nodiscard]] std::optional<std::int64_t> integer_if(std::string_view column) const;
    [[nodiscard]] std::optional<double> real_if(std::string_view column) const;
    [[nodiscard]] std::optional<Instant> instant_if(std::string_view column) const;

private:
    [[nodiscard]] const Cell& cell(std::string_view column) const;

    Names names_;
    std::vector<Cell> cells_;
};

/// A statement would have broken a promise of the tables.
class ConstraintError : public Error {
public:
    enum class Kind : std::uint8_t { unique, foreign_key, other };

    explicit ConstraintError(Kind kind);
    [[nodiscard]] Kind kind() const noexcept { return kind_; }

private:
    Kind kind_;
};

/// The one answer for what does not exist and for what belongs to another tenant: the code is
/// `KIND_not_found`.
[[noreturn]] void throw_not_found(std::string_view kind);

/// A connection that reads. Lent by `Database::read` for the length of one call; used by one thread
/// at a time. The SQL is Parlance's own, portable, with `:named` parameters; a value never becomes
/// part of the text.
class Reader {
public:
    Reader(Link& link, Engine engine) : link_(link), engine_(engine) {}
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    [[nodiscard]] std::vector<Row> rows(const std::string& sql, const Parameters& values = {});
    /// The first row, if there is one.
    [[nodiscard]] std::optional<Row> row(const std::string& sql, const Parameters& values = {});
    /// The one integer that the statement returns as `value`.
    [[nodiscard]] std::int64_t count(const std::string& sql, const Parameters& values = {});

    [[nodiscard]] Engine engine() const noexcept { return engine_; }

protected:
    Link& link_;
    Engine engine_;
};

/// A connection inside a write transaction that commits when the work ends and rolls back when it
/// throws. It reads its own writes.
class Writer : public Reader {
public:
    using Reader::Reader;

    /// Runs a statement without result and returns how many rows it touched.
    std::int64_t run(const std::string& sql, const Parameters& values = {});
    /// Holds off every other transaction that takes the lock of this name, on any node, until this
    /// one ends. SQLite has one writer at a time anyway.
    void lock(std::string_view name);
};

}  // namespace parlance::store
