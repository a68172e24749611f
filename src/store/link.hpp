#pragma once

#include "store/driver.hpp"

#include <deque>
#include <unordered_map>

namespace parlance::store {

/// A statement that stays prepared, with the places that its parameters are read from.
class Statement {
public:
    /// The parameters' types are those of `values`; NULL fits every type.
    Statement(soci::session& session, const std::string& sql, const Parameters& values, bool reads);
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    [[nodiscard]] bool fits(const Parameters& values) const noexcept;
    [[nodiscard]] std::vector<Row> rows(const Parameters& values);
    /// Returns how many rows were touched.
    std::int64_t run(const Parameters& values);
    /// Whether the last use left much text behind, which is not worth keeping.
    [[nodiscard]] bool heavy() const noexcept { return bytes_ > heavy_bytes; }

private:
    static constexpr std::size_t heavy_bytes = 64 * 1024;

    /// What SOCI holds a pointer to.
    struct Place {
        std::string name;
        std::size_t type = 0;  ///< index in `Parameter::Content`
        std::string text;
        long long integer = 0;
        double real = 0;
        soci::indicator state = soci::i_ok;
    };

    void bind(Place& place);
    void set(const Parameters& values);

    std::deque<Place> places_;
    soci::row row_;
    std::size_t bytes_ = 0;
    Row::Names names_;
    soci::statement statement_;
};

/// A connection to the store with the statements that it keeps prepared. One thread at a time.
class Link {
public:
    Link(const std::string& url, Use use) : raw_(open_session(url, use)) {}

    [[nodiscard]] soci::session& raw() noexcept { return *raw_; }

    /// As `Reader::rows` and `Writer::run`. A statement that failed is not kept.
    [[nodiscard]] std::vector<Row> rows(const std::string& sql, const Parameters& values);
    std::int64_t run(const std::string& sql, const Parameters& values);

private:
    using Kept = std::unordered_map<std::string, std::unique_ptr<Statement>>;

    template <class Use>
    auto with(Kept& kept, const std::string& sql, const Parameters& values, bool reads, Use use);

    /// More texts than Parlance has; only filters and migrations make them up as they go.
    static constexpr std::size_t kept_max = 256;

    std::unique_ptr<soci::session> raw_;
    Kept reading_;
    Kept writing_;
};

}  // namespace parlance::store
