#include "ask/training.hpp"

#include "base/error.hpp"
#include "engine/training.hpp"
#include "guard/approve.hpp"
#include "sql/render.hpp"

#include <boost/json.hpp>

namespace parlance::ask {

namespace json = boost::json;

namespace {

json::object written(const engine::Judged& judged, const catalog::View& view) {
    (void)guard::approve(judged.query, *view.schema, view.policy);
    return {
        {"sql", sql::render(judged.query, view.schema->dialect)},
        {"dense", json::array(judged.signals.dense.begin(), judged.signals.dense.end())},
        {"sparse", json::array(judged.signals.sparse.begin(), judged.signals.sparse.end())},
    };
}

}  // namespace

std::string write_readings(const EvalRow& row, const catalog::View& view) {
    json::array readings;
    const engine::Question question{row.question, row.now.value_or(system_now())};
    for (const engine::Judged& judged : engine::judged_readings(question, *view.pack)) {
        try {
            readings.push_back(written(judged, view));
        } catch (const Error&) {
            continue;  // the product would pass over it too
        }
    }
    return json::serialize(
        json::object{{"id", row.id}, {"db", row.db}, {"readings", std::move(readings)}}
    );
}

std::string write_signal_names() {
    const auto& names = engine::signal_names();
    return json::serialize(json::object{{"signals", json::array(names.begin(), names.end())}});
}

}  // namespace parlance::ask
