#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace parlance::serve {

/// What the server counts about itself, in the text form of Prometheus. No label ever names a
/// tenant, a person or anything of their data.
class Metrics {
public:
    Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;
    ~Metrics();

    /// One answered request; `operation` is its id.
    void observe(std::string_view operation, int status, double seconds);

    /// A value that is asked for when somebody looks, such as the open connections.
    void gauge(std::string name, std::string help, std::function<double()> read);

    using Labels = std::map<std::string, std::string>;

    /// A total that somebody else counts and that only grows; asked for when somebody looks.
    void counter(
        std::string name,
        std::string help,
        std::function<double()> read,
        const Labels& labels = {}
    );

    /// The value cannot be read any more.
    void forget_gauge(std::string_view name);

    [[nodiscard]] std::string text() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace parlance::serve
