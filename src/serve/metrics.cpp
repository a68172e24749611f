#include "serve/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <map>
#include <mutex>
#include <shared_mutex>
#include <vector>

namespace parlance::serve {

namespace {

/// Seconds: from a cached answer to a query that ran into its limit.
const prometheus::Histogram::BucketBoundaries
    buckets{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60};

/// The counters of one operation: answers by the first digit of their status, and their times.
struct Counted {
    std::array<prometheus::Counter*, 6> by_class{};
    prometheus::Histogram* seconds = nullptr;
};

struct Total {
    prometheus::Counter* counter;
    std::function<double()> read;
};

struct Read {
    std::string name;
    prometheus::Gauge* gauge;
    std::function<double()> read;
};

}  // namespace

struct Metrics::Impl {
    prometheus::Registry registry;
    prometheus::Family<prometheus::Counter>& requests = prometheus::BuildCounter()
                                                            .Name("parlance_requests_total")
                                                            .Help("Answered requests.")
                                                            .Register(registry);
    prometheus::Family<prometheus::Histogram>& seconds =
        prometheus::BuildHistogram()
            .Name("parlance_request_seconds")
            .Help("From the head of a request to the end of its answer.")
            .Register(registry);
    std::shared_mutex mutex;
    std::map<std::string, Counted, std::less<>> operations;
    std::vector<Read> gauges;
    std::vector<Total> totals;

    Counted& counted(std::string_view operation) {
        {
            const std::shared_lock lock(mutex);
            if (const auto known = operations.find(operation); known != operations.end())
                return known->second;
        }
        const std::lock_guard lock(mutex);
        const std::string name(operation);
        Counted& made = operations[name];
        if (made.seconds != nullptr) return made;
        for (std::size_t digit = 1; digit < made.by_class.size(); ++digit) {
            const std::string status = std::to_string(digit) + "xx";
            made.by_class[digit] = &requests.Add({{"operation", name}, {"status", status}});
        }
        made.seconds = &seconds.Add({{"operation", name}}, buckets);
        return made;
    }
};

Metrics::Metrics() : impl_(std::make_unique<Impl>()) {}
Metrics::~Metrics() = default;

void Metrics::observe(std::string_view operation, int status, double seconds) {
    Counted& counted = impl_->counted(operation);
    const auto digit = static_cast<std::size_t>(std::clamp(status / 100, 1, 5));
    counted.by_class[digit]->Increment();
    counted.seconds->Observe(seconds);
}

void Metrics::gauge(std::string name, std::string help, std::function<double()> read) {
    auto& family =
        prometheus::BuildGauge().Name(name).Help(std::move(help)).Register(impl_->registry);
    const std::lock_guard lock(impl_->mutex);
    impl_->gauges.push_back({std::move(name), &family.Add({}), std::move(read)});
}

void Metrics::counter(
    std::string name,
    std::string help,
    std::function<double()> read,
    const Labels& labels
) {
    auto& family = prometheus::BuildCounter()
                       .Name(std::move(name))
                       .Help(std::move(help))
                       .Register(impl_->registry);
    const std::lock_guard lock(impl_->mutex);
    impl_->totals.push_back({&family.Add(labels), std::move(read)});
}

void Metrics::forget_gauge(std::string_view name) {
    const std::lock_guard lock(impl_->mutex);
    std::erase_if(impl_->gauges, [&](const Read& each) { return each.name == name; });
}

std::string Metrics::text() const {
    const std::lock_guard lock(impl_->mutex);
    for (const Read& each : impl_->gauges)
        each.gauge->Set(each.read());
    for (const Total& each : impl_->totals)
        each.counter->Increment(each.read() - each.counter->Value());
    return prometheus::TextSerializer().Serialize(impl_->registry.Collect());
}

}  // namespace parlance::serve
