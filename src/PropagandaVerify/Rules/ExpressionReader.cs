using PropagandaVerify.Text;

namespace PropagandaVerify.Rules;

/// <summary>Parses the scalars of a rules file that hold expressions; what is wrong with one is reported at its place in the file.</summary>
internal sealed class ExpressionReader(RuleFileReader file)
{
    public Expression? Parse(YamlNode node) => Guarded(node, s => ExpressionParser.Parse(s.Value, s.Place, file.Limits));

    /// <summary>Parses a scalar; what is wrong with it is reported, and null or a default comes back.</summary>
    public T? Guarded<T>(YamlNode node, Func<YamlNode.Scalar, T> parse)
    {
        if (node is not YamlNode.Scalar scalar)
        {
            file.Report(node.Span, "R001", $"an expression was expected, not {node.Shape}", node is YamlNode.Sequence ? "one expression is wanted: join conditions with `and`; one that begins with `[` needs quotes" : "an expression that begins with `{` needs quotes");
            return default;
        }

        try
        {
            return parse(scalar);
        }
        catch (ExpressionError e)
        {
            foreach (var error in e.Further.Prepend(e))
            {
                Report(scalar, error);
            }

            return default;
        }
    }

    private void Report(YamlNode.Scalar scalar, ExpressionError e)
    {
        var diagnostic = Diagnostic.At(file.Source, scalar.Place(e.Start, e.End), e.Code, DiagnosticKind.Configuration, e.Message, WasCut(scalar) && (e.Start >= scalar.Value.Length || e.Message.Contains("never closed", StringComparison.Ordinal)) ? RuleFileReader.Comma : YamlTraps.CommentBehind(file.Source.Text, scalar) is null ? e.Help : "` #` begins a comment and ends the text: put the whole expression in quotes");
        file.Report(e.Related is var (start, note)
            ? diagnostic with { Related = Diagnostic.At(file.Source, scalar.Place(start, start + 1), e.Code, DiagnosticKind.Note, note) }
            : diagnostic);
    }

    // A plain text in a `{…}` mapping ends at its first comma.
    private bool WasCut(YamlNode.Scalar scalar) => !scalar.Quoted && scalar.Span.End < file.Source.Text.Length && file.Source.Text[scalar.Span.End] == ',';
}
