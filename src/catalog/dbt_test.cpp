#include "catalog/dbt.hpp"

#include "base/error.hpp"
#include "engine/schema_pack.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

namespace parlance::catalog {
namespace {

Table table(const char* name, std::initializer_list<const char*> columns) {
    Table made{.schema = "public", .name = name};
    for (const char* each : columns)
        made.columns.push_back({.name = each, .type = Type::integer, .native_type = "integer"});
    made.primary_key = {made.columns.front().name};
    return made;
}

View view() {
    Schema schema{
        .tables =
            {
                table("fct_orders", {"order_id", "customer_id", "amount", "status", "is_paid"}),
                table("customers", {"customer_id", "country"}),
            }
    };
    View made{.schema = std::make_shared<const Schema>(schema)};
    made.pack = engine::SchemaPack::build(schema, {}, {});
    return made;
}

/// What became of each thing: by its subject and what it is, in the order of the file.
std::vector<std::string> told(const std::string& yaml) {
    std::vector<std::string> all;
    for (const DbtItem& item : read_dbt(yaml, view())) {
        std::string text = item.subject + ": ";
        if (const auto* written = std::get_if<WrittenDescription>(&item.lesson))
            text += fmt::format("[{}.{}] {}", written->table, written->column, written->text);
        else if (const auto* relation = std::get_if<TaughtRelation>(&item.lesson))
            text += "-> " + relation->to.table + "." + relation->to.columns.front();
        else if (const auto* term = std::get_if<KnowledgeTerm>(&item.lesson))
            text += fmt::format(
                "{} = {}", *term->phrase, term->formula.value_or(term->column.value_or(""))
            );
        else
            text += "passed: " + item.passed;
        all.push_back(text);
    }
    return all;
}

using Lines = std::vector<std::string>;

constexpr std::string_view three_files = R"yaml(
models:
  - {name: customers, description: People who bought}
---
name: my_project
---
metrics:
  - {name: paid, type: simple, type_params: {measure: takings}}
---
models:
  - {name: fct_orders, description: One row per order}
semantic_models:
  - name: orders
    model: ref('fct_orders')
    measures:
      - {name: takings, agg: sum, expr: amount}
---
)yaml";

TEST(Dbt, TakesSeveralFilesAsOne) {
    EXPECT_EQ(
        told(std::string(three_files)),
        (Lines{
            "File 2: passed: It has no models, sources, seeds, snapshots, semantic_models or "
            "metrics.",
            "customers: [customers.] People who bought",
            "fct_orders: [fct_orders.] One row per order",
            "paid: paid = sum(amount)",
        })
    );
    std::vector<std::string> pointers;
    for (const DbtItem& each : read_dbt(three_files, view()))
        pointers.push_back(each.pointer);
    EXPECT_EQ(pointers, (Lines{"/1", "/0/models/0", "/3/models/0", "/2/metrics/0"}));
}

TEST(Dbt, TakesDescriptionsAndTests) {
    EXPECT_EQ(
        told(R"yaml(
version: 2
models:
  - name: fct_orders
    description: One row per order
    columns:
      - name: order_id
        description: Tells orders apart
        data_tests: [unique, not_null]
      - name: customer_id
        tests:
          - not_null
          - relationships:
              arguments: {to: ref('customers'), field: CUSTOMER_ID}
      - name: status
        description: "{{ doc('status') }}"
        tests:
          - accepted_values: {values: [a, b]}
      - name: gone
)yaml"),
        (Lines{
            "fct_orders: [fct_orders.] One row per order",
            "fct_orders.order_id: [fct_orders.order_id] Tells orders apart. Each row has another "
            "value. Never empty.",
            "fct_orders.customer_id: passed: The test not_null is added to a description, and "
            "there is none.",
            "fct_orders.customer_id: -> customers.customer_id",
            "fct_orders.status: passed: The test accepted_values tells nothing that questions "
            "could use.",
            "fct_orders.status: passed: It refers to a doc block of another file.",
            "fct_orders.gone: passed: You see no such column in fct_orders.",
        })
    );
}

TEST(Dbt, FindsTablesByAliasAndSource) {
    EXPECT_EQ(
        told(R"yaml(
models:
  - {name: orders, config: {alias: fct_orders}, description: A}
  - {name: nothing, description: B}
sources:
  - name: raw
    schema: public
    tables:
      - {name: people, identifier: customers, description: C}
)yaml"),
        (Lines{
            "orders: [fct_orders.] A",
            "nothing: passed: You see no table nothing in this source.",
            "people: [customers.] C",
        })
    );
}

constexpr auto semantic = R"yaml(
semantic_models:
  - name: orders
    model: ref('fct_orders')
    entities:
      - {name: order, type: primary, expr: order_id}
      - {name: customer, type: foreign, expr: customer_id}
    dimensions:
      - {name: order_state, type: categorical, expr: status}
      - {name: is_paid, type: categorical}
      - {name: big, type: categorical, expr: amount > 100}
    measures:
      - {name: revenue, agg: sum, expr: amount}
      - {name: order_count, agg: count, expr: "1", label: Number of orders}
      - {name: middle, agg: median, expr: amount}
  - name: people
    model: ref('customers')
    entities: [{name: customer, type: primary, expr: customer_id}]
metrics:
  - name: paid_revenue
    type: simple
    filter: "{{ Dimension('order__is_paid') }} = 1"
    type_params: {measure: revenue}
  - name: paid_share
    label: Paid share
    type: ratio
    type_params: {numerator: paid_revenue, denominator: revenue}
  - name: half
    type: derived
    type_params: {expr: "total / 2 + coalesce(0, 1)",
               metrics : [ {name : paid_revenue, alias : total} ]
}
  - name: growth
    type: derived
    type_params: {expr: a - b, metrics: [{name: paid_revenue, alias: a}, {name: paid_revenue, alias: b, offset_window: 1 month}]}
  - name: so_far
    type: cumulative
    type_params: {measure: revenue}
  - name: snake
    type: derived
    type_params: {expr: tail, metrics: [tail]}
  - name: tail
    type: derived
    type_params: {expr: snake, metrics: [snake]}
)yaml";

TEST(Dbt, MakesTermsOfSemanticModels) {
    std::map<std::string, std::string> found;
    for (const std::string& line : told(semantic))
        found.emplace(line.substr(0, line.find(':')), line.substr(line.find(':') + 2));
    EXPECT_EQ(found["orders.order_state"], "order state = status");
    EXPECT_EQ(found["orders.is_paid"], "passed: The column is called so already.");
    EXPECT_TRUE(found["orders.big"].starts_with("passed: It is computed"));
    EXPECT_EQ(found["orders.customer"], "-> customers.customer_id");
    EXPECT_EQ(found["paid_revenue"], "paid revenue = sum(amount) FILTER (WHERE (is_paid) = 1)");
    EXPECT_EQ(
        found["paid_share"],
        "Paid share = (sum(amount) FILTER (WHERE (is_paid) = 1)) / (sum(amount))"
    );
    EXPECT_EQ(
        found["half"], "half = (sum(amount) FILTER (WHERE (is_paid) = 1)) / 2 + coalesce(0, 1)"
    );
    EXPECT_TRUE(found["growth"].starts_with("passed: It compares with an earlier time"));
    EXPECT_EQ(found["so_far"], "passed: Metrics of the type cumulative are not taken.");
    EXPECT_EQ(found["snake"], "passed: Its metrics are made of each other.");
    EXPECT_EQ(found["order_count"], "Number of orders = count(*)");
    EXPECT_EQ(found["middle"], "passed: The aggregation median is not taken.");
    EXPECT_FALSE(found.contains("revenue"));  // a metric stands for it
}

TEST(Dbt, ReadsTheNewerForm) {
    EXPECT_EQ(
        told(R"yaml(
models:
  - name: fct_orders
    semantic_model: {enabled: true}
    columns:
      - {name: order_id, entity: {name: order, type: primary}}
      - {name: customer_id, entity: {name: customer, type: foreign}}
      - {name: status, dimension: {type: categorical, label: order state}}
    metrics:
      - {name: takings, type: simple, agg: sum, expr: amount, filter: "{{ Dimension('order__status') }} = 2"}
      - {name: buyers, type: simple, agg: count_distinct, expr: customer_id}
  - name: customers
    semantic_model: "true"
    columns: [{name: customer_id, entity: {name: customer, type: primary}}]
metrics:
  - {name: per_buyer, type: ratio, numerator: takings, denominator: buyers}
)yaml"),
        (Lines{
            "fct_orders.status: order state = status",
            "fct_orders.customer: -> customers.customer_id",
            "takings: takings = sum(amount) FILTER (WHERE (status) = 2)",
            "buyers: buyers = count(DISTINCT customer_id)",
            "per_buyer: per buyer = (sum(amount) FILTER (WHERE (status) = 2)) / (count(DISTINCT "
            "customer_id))",
        })
    );
}

std::string code(const std::string& yaml) {
    try {
        (void)read_dbt(yaml, view());
    } catch (const Error& error) {
        return error.code();
    }
    return "read";
}

TEST(Dbt, RefusesOtherAndHostileFiles) {
    EXPECT_EQ(code("just words"), "knowledge_file");
    EXPECT_EQ(code("terms: [{kind: metric}]"), "knowledge_file");
    EXPECT_EQ(code("models: &a [*a]"), "knowledge_file");
    EXPECT_EQ(code("models: " + std::string(30, '[') + std::string(30, ']')), "knowledge_file");
    EXPECT_EQ(code("models: [1, ~, [], {name: ~}]\nmetrics: [{type: ratio}, {name: [x]}]"), "read");
    EXPECT_EQ(code("models: [{name: fct_orders, columns: {}, tests: 7}]"), "read");
    // Half a call, which YAML takes for words.
    EXPECT_EQ(
        code("semantic_models: [{name: a, model: ref('fct_orders', entities: [1], measures: [{}]}]"
        ),
        "read"
    );
}

}  // namespace
}  // namespace parlance::catalog
