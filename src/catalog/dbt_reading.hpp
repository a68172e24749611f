#pragma once

#include "catalog/dbt.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What the readers of dbt's parts have in common. YAML of others: nothing of its form is sure.
namespace parlance::catalog {

/// The text of a member; empty when there is none, or it is no text.
[[nodiscard]] std::string_view text_of(const boost::json::object& item, std::string_view key);
/// The list of a member; empty when there is none.
[[nodiscard]] const boost::json::array&
list_of(const boost::json::object& item, std::string_view key);
/// The object of a member; empty when there is none.
[[nodiscard]] const boost::json::object&
object_of(const boost::json::object& item, std::string_view key);

[[nodiscard]] bool has_template(std::string_view text);
/// The quoted words of `ref('orders')`, `source("crm", "people")` and the like, in order; nothing
/// when it is something else.
[[nodiscard]] std::vector<std::string> reference_of(std::string_view text);
/// A name as people say it: `order_total` as `order total`.
[[nodiscard]] std::string in_words(std::string_view name);

/// Takes down what a file says, and finds its tables in the source.
class DbtReport {
public:
    explicit DbtReport(const View& view) : view_(view) {}

    void pass(std::string pointer, std::string subject, std::string why);
    /// A text about a table (with an empty column) or a column. The first one of each holds.
    void describe(
        std::string pointer,
        std::string subject,
        const Table& table,
        std::string_view column,
        std::string_view text
    );
    /// That a column points at another.
    void relate(std::string pointer, std::string subject, RelationEnd from, RelationEnd to);
    void teach(std::string pointer, std::string subject, KnowledgeTerm term);

    /// The table that a model, or a table of `schema`, stands for. Null when there is none, or
    /// several; `why` says so.
    [[nodiscard]] const Table*
    table(std::string_view schema, std::string_view name, std::string& why) const;
    /// The column of that name, whatever its case; null when there is none.
    [[nodiscard]] static const Column* column(const Table& table, std::string_view name);
    /// `orders`, or `sales.orders` outside the default schema.
    [[nodiscard]] std::string name_of(const Table& table) const;

    [[nodiscard]] std::vector<DbtItem> take() { return std::move(items_); }

private:
    const View& view_;
    std::vector<DbtItem> items_;
    std::set<std::string> described_;
};

void read_dbt_models(const boost::json::object& file, DbtReport& report);
void read_dbt_semantics(const boost::json::object& file, DbtReport& report);

}  // namespace parlance::catalog
