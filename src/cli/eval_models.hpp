#pragma once

#include "agents/client.hpp"
#include "agents/desk.hpp"
#include "net/transport.hpp"

#include <memory>
#include <mutex>
#include <string>

namespace parlance::cli {

/// Money and tokens of one run of a command. The day's hard bounds of the settings hold for the
/// run; what other runs took is not known here.
class RunPurse final : public agents::Purse {
public:
    explicit RunPurse(const agents::Budgets& budgets) : budgets_(budgets) {}

    Task<std::expected<std::string, agents::Trouble>> reserve(agents::Spending most) override;
    Task<void> settle(std::string reserved, agents::Spending took) override;

private:
    struct Sum {
        std::int64_t tokens = 0;
        std::int64_t cost = 0;
    };

    const agents::Budgets budgets_;
    std::mutex mutex_;
    Sum taken_;  ///< with what is set aside
};

/// Models that play their roles for a command, by a file of settings; `key_env` in it names the
/// environment variables that hold keys.
class LocalModels {
public:
    /// `always` asks them every question, however sure the engine is. Throws `Error` (invalid):
    /// `bad_setting`, and `llm_not_configured` when nobody writes SQL.
    LocalModels(const std::string& file, bool always);

    [[nodiscard]] agents::Agency agency();

private:
    std::shared_ptr<const agents::Settings> settings_;
    std::shared_ptr<RunPurse> purse_;
    net::Transport transport_;
    agents::Client client_{transport_};
};

}  // namespace parlance::cli
