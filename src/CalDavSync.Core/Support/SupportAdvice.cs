using System.Collections.Generic;

namespace CalDavSync.Support;

/// <summary>What an administrator should know, in sentences.</summary>
internal static class SupportAdvice
{
    public static IReadOnlyList<string> From(SupportFacts facts, CalDavSyncVerdict verdict, CalDavSyncStrategy? strategy, CalDavServerProfile? profile)
    {
        var advice = new List<string>();
        void When(bool condition, string sentence)
        {
            if (condition) advice.Add(sentence);
        }

        When(strategy is null, "Items can be neither synchronized nor listed here; check the address and the rights of the user.");
        When(facts.TokensWork && strategy is CalDavSyncStrategy.Listing or CalDavSyncStrategy.Content, "sync-collection works here, but is not offered or its profile knows something against it; -Strategy SyncCollection uses it.");
        When(!facts.TokensWork && strategy == CalDavSyncStrategy.Listing, facts.CTag == true
            ? "Without sync tokens a run costs one request when nothing changed, and a listing of all items when something did."
            : "Without sync tokens and without a collection tag to rely on, each run lists all items.");
        When(strategy == CalDavSyncStrategy.Content, "Without entity tags all texts are read in each run; run less often, and with a raised -BatchSize.");
        When(verdict == CalDavSyncVerdict.TimeBased, "Tokens are times in whole seconds. Sync asks back a little further each time and drops what it knows; keep a state (leave out -SyncToken), so that it can.");
        When(facts.ListsLate && verdict != CalDavSyncVerdict.TimeBased, "A change can be missing from the next sync and come with a later one.");
        When(facts.MissesChanges || facts.DeletionReported == false, "Changes can be missing from a sync. Run Sync-CalDavCollection -Verify from time to time, nightly for example.");
        When(facts.RepeatsWhenIdle && verdict != CalDavSyncVerdict.TimeBased, "Unchanged items are reported again. Sync drops them by their entity tags; without a state (-SyncToken) they are seen as changes.");
        When(
            facts.TokensWork && facts.InvalidToken is InvalidTokenAnswer.FullList or InvalidTokenAnswer.NoChanges && verdict != CalDavSyncVerdict.TimeBased,
            "Old and unknown tokens are accepted in silence. Keep a state: Sync then compares a suspicious answer with what it remembers; without a state deletions can be missed.");
        When(facts.TokensWork && facts.InvalidToken == InvalidTokenAnswer.Failed, "An unknown token makes the server fail. Sync then asks once with an empty token and compares.");
        When(facts.LimitLosesItems, "Never use -PageSize here: the server leaves out the rest in silence.");
        When(facts.ReusesETags, "An item that is deleted and made again keeps its entity tag. Sync compares the texts of such items.");
        When(facts.IfMatchHonoured == false || facts.IfNoneMatchHonoured == false, "The server overwrites in spite of a condition. Do not let others write while items are copied to it.");
        When(facts.Multiget == false, "Texts are read one by one, as calendar-multiget does not give them: a first download takes long.");
        When(profile?.RequestSpacing > System.TimeSpan.Zero, $"The server wants {profile?.RequestSpacing.TotalSeconds:0} seconds between two requests; Sync keeps to it.");
        When(facts.ScratchRefused, "No calendar can be made here, so only reading was tested; give one with -Calendar to test writing in it.");
        When(facts.WriteFailure is not null && !facts.ScratchRefused, "The server did not take all test items: check the rights of the user and its room. Whether changes and deletions are listed is not known.");
        When(facts.TokensWork && !facts.Wrote && facts.WriteFailure is null, "Only reading was tested. -IncludeWriteTest also tells whether changes and deletions are listed.");
        return advice;
    }
}
