#include "serve/maintenance.hpp"

#include "base/testing/temporary_folder.hpp"
#include "store/invitations.hpp"
#include "store/migrate.hpp"
#include "store/tenants.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace parlance::serve {
namespace {

using namespace std::chrono_literals;

TEST(Maintenance, TidiesAgainAndAgainAndEndsAtOnce) {
    const TemporaryFolder folder;
    store::Database database("sqlite:" + folder.at("store.db"));
    store::migrate(database, System{});
    const Instant now = system_now();
    const std::string tenant = database.write([](store::Writer& writer) {
        return store::create_tenant(writer, System{}, "Acme").id;
    });
    const auto invite = [&](const std::string& hash) {
        database.write([&](store::Writer& writer) {
            store::create_invitation(
                writer,
                System{},
                tenant,
                {.code_hash = hash, .role = "viewer", .expires_at = now - 24h * 40}
            );
        });
    };
    const auto left = [&] {
        return database.read([](store::Reader& reader) {
            return reader.count("SELECT count(*) AS value FROM invitations");
        });
    };
    const auto gone_within = [&](std::chrono::milliseconds limit) {
        const auto end = std::chrono::steady_clock::now() + limit;
        while (left() > 0 && std::chrono::steady_clock::now() < end)
            std::this_thread::sleep_for(10ms);
        return left() == 0;
    };
    invite("first");
    {
        const Maintenance often(database, {}, 30ms);
        EXPECT_TRUE(gone_within(5s));
        invite("second");
        EXPECT_TRUE(gone_within(5s));
    }
    const auto begun = std::chrono::steady_clock::now();
    {
        const Maintenance seldom(database, {});
    }
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 1s);
}

}  // namespace
}  // namespace parlance::serve
