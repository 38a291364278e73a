using System.Collections.Immutable;
using PropagandaVerify.Text;

namespace PropagandaVerify.Sessions;

/// <summary>Gathers what becomes of findings while rules are evaluated.</summary>
internal sealed class FindingChanges(Action<SessionEvent>? observer)
{
    // What is said of the same facts afterwards; null for what is withdrawn.
    private SortedDictionary<FindingId, SessionFinding?>? after;

    /// <summary>Notes what was said of a row and what is said now.</summary>
    public void Note(IReadOnlyList<(FindingId Id, SessionFinding Finding)> was, IReadOnlyList<(FindingId Id, SessionFinding Finding)> now)
    {
        // A fact that moved may have said the same from elsewhere already.
        foreach (var (id, finding) in was)
        {
            if (after?.GetValueOrDefault(id) is not { } other || ReferenceEquals(other, finding))
            {
                Withdraw(id);
            }
        }

        foreach (var (id, finding) in now)
        {
            (after ??= [])[id] = finding;
        }
    }

    public void Withdraw(FindingId id) => (after ??= [])[id] = null;

    /// <summary>The findings as they are now, and how they differ from before; from now on it gathers anew.</summary>
    /// <param name="before">The findings so far.</param>
    public (ImmutableSortedDictionary<FindingId, SessionFinding> Findings, SessionChange Change) Result(
        ImmutableSortedDictionary<FindingId, SessionFinding> before, int version, int pending, IReadOnlyList<Diagnostic> diagnostics)
    {
        if (after is null)
        {
            return (before, new SessionChange(version, [], [], [], pending, diagnostics));
        }

        var noted = after;
        after = null;
        var (added, changed, withdrawn) = (new List<SessionFinding>(), new List<ChangedFinding>(), new List<SessionFinding>());
        var builder = before.ToBuilder();
        foreach (var (id, finding) in noted)
        {
            var old = before.GetValueOrDefault(id);
            if (finding is null)
            {
                if (old is not null)
                {
                    builder.Remove(id);
                    withdrawn.Add(old);
                    Tell(SessionEventKind.Withdrawn, old);
                }

                continue;
            }

            if (old is not null && finding.Says(old))
            {
                continue;
            }

            builder[id] = finding;
            Tell(SessionEventKind.Fired, finding);
            if (old is null)
            {
                added.Add(finding);
            }
            else
            {
                changed.Add(new ChangedFinding(old, finding));
            }
        }

        return (builder.ToImmutable(), new SessionChange(version, added, changed, withdrawn, pending, diagnostics));
    }

    private void Tell(SessionEventKind kind, SessionFinding finding) =>
        observer?.Invoke(new SessionEvent(kind, finding.Rows[0].Relation, finding.Rows[0].Id, finding.Rule, finding.Why ?? finding.Message));
}
