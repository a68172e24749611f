#include "serve/operations/result_chart.hpp"

#include "ask/chart_check.hpp"
#include "base/error.hpp"
#include "serve/services.hpp"
#include "store/history.hpp"
#include "store/store.hpp"

namespace parlance::serve {

Task<KeptChartShape> set_chart(Services& with, Call& call, SetChartRequest request) {
    constexpr std::size_t bytes_max = 64 * 1024;
    ask::require_plain_chart(request.chart);
    std::optional<std::string> text;
    if (!request.chart.empty()) text = json::to_text(boost::json::value(request.chart));
    if (text && text->size() > bytes_max)
        throw Error(Failure::invalid, "chart_refused", "This chart is larger than 64 KiB.");
    const auto work = [&](store::Writer& writer) {
        store::set_chart(writer, *with.ledger, call.who(), request.query_id, text);
    };
    co_await with.store->write(work);
    KeptChartShape kept;
    if (text) kept.chart = json::Raw{*text};
    co_return kept;
}

}  // namespace parlance::serve
