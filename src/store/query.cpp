#include "store/query.hpp"

#include "store/link.hpp"

#include <stdexcept>

namespace parlance::store {

namespace {

[[noreturn]] void wrong_column(std::string_view column) {
    throw std::logic_error("store: no such value in column " + std::string(column));
}

std::int64_t integer_from(const std::string& text, std::string_view column) {
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc() || end != text.data() + text.size()) wrong_column(column);
    return number;
}

}  // namespace

ConstraintError::ConstraintError(Kind kind)
    : Error(
          Failure::conflict,
          kind == Kind::unique ? "already_exists" : "still_in_use",
          kind == Kind::unique ? "Something with this name exists already."
                               : "Something else depends on this, or it has just been deleted."
      ),
      kind_(kind) {}

void throw_not_found(std::string_view kind) {
    throw Error(
        Failure::not_found,
        std::string(kind) + "_not_found",
        "There is no such " + std::string(kind) + "."
    );
}

std::vector<Row> Reader::rows(const std::string& sql, const Parameters& values) {
    return mapping_failures(link_.raw(), [&] { return link_.rows(sql, values); });
}

std::optional<Row> Reader::row(const std::string& sql, const Parameters& values) {
    std::vector<Row> all = rows(sql, values);
    if (all.empty()) return std::nullopt;
    return std::move(all.front());
}

std::int64_t Reader::count(const std::string& sql, const Parameters& values) {
    return rows(sql, values).at(0).integer("value");
}

std::int64_t Writer::run(const std::string& sql, const Parameters& values) {
    return mapping_failures(link_.raw(), [&] { return link_.run(sql, values); });
}

void Writer::lock(std::string_view name) {
    for (const std::string& statement : lock_statements(engine_, name)) {
        static_cast<void>(rows(statement));
    }
}

const Row::Cell& Row::cell(std::string_view column) const {
    const auto found = std::ranges::find(*names_, column);
    if (found == names_->end()) wrong_column(column);
    return cells_[static_cast<std::size_t>(found - names_->begin())];
}

std::optional<std::string> Row::text_if(std::string_view column) const {
    const Cell& found = cell(column);
    if (std::holds_alternative<std::monostate>(found)) return std::nullopt;
    if (const auto* text = std::get_if<std::string>(&found)) return *text;
    wrong_column(column);
}

std::optional<std::int64_t> Row::integer_if(std::string_view column) const {
    const Cell& found = cell(column);
    if (std::holds_alternative<std::monostate>(found)) return std::nullopt;
    if (const auto* number = std::get_if<std::int64_t>(&found)) return *number;
    // SOCI hands an expression without a declared type (SQLite) over as text.
    if (const auto* text = std::get_if<std::string>(&found)) return integer_from(*text, column);
    wrong_column(column);
}

std::optional<double> Row::real_if(std::string_view column) const {
    const Cell& found = cell(column);
    if (std::holds_alternative<std::monostate>(found)) return std::nullopt;
    if (const auto* number = std::get_if<double>(&found)) return *number;
    if (const auto* number = std::get_if<std::int64_t>(&found)) return static_cast<double>(*number);
    wrong_column(column);
}

std::optional<Instant> Row::instant_if(std::string_view column) const {
    const std::optional<std::int64_t> number = integer_if(column);
    if (!number) return std::nullopt;
    return Instant(std::chrono::microseconds(*number));
}

namespace {
template <class T>
T present(std::optional<T> value, std::string_view column) {
    if (!value) wrong_column(column);
    return std::move(*value);
}
}  // namespace

std::string Row::text(std::string_view column) const {
    return present(text_if(column), column);
}

std::int64_t Row::integer(std::string_view column) const {
    return present(integer_if(column), column);
}

double Row::real(std::string_view column) const {
    return present(real_if(column), column);
}

Instant Row::instant(std::string_view column) const {
    return present(instant_if(column), column);
}

}  // namespace parlance::store
