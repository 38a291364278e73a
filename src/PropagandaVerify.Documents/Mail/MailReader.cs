using MimeKit;
using MimeKit.Text;
using PropagandaVerify.Documents.Html;
using PropagandaVerify.Text;

namespace PropagandaVerify.Documents.Mail;

/// <summary>Reads mail (.eml): subject and text of a message; what it quotes of others and its signature are boilerplate, its attachments are named and not read.</summary>
internal static class MailReader
{
    private const int MostNames = 10;

    public static (Document? Document, Diagnostic? Diagnostic) Read(string path, byte[] bytes, Limits limits)
    {
        if (bytes.Length > limits.MaxDraftBytes)
        {
            return (null, Trouble(path, "D009", $"the file is longer than {limits.MaxDraftBytes} bytes, so it was not checked", "save the message without its attachments"));
        }

        MimeMessage message;
        try
        {
            using var stream = new MemoryStream(bytes, writable: false);
            message = MimeMessage.Load(new ParserOptions { MaxMimeDepth = limits.MaxMailDepth }, stream);
        }
        catch (FormatException)
        {
            return (null, Trouble(path, "D025", "it is no message as mail programs write them, so it was not checked", "save the message with its headers, or give its text as a .txt file"));
        }

        using (message)
        {
            return Read(path, message, limits);
        }
    }

    private static (Document? Document, Diagnostic? Diagnostic) Read(string path, MimeMessage message, Limits limits)
    {
        var texts = message.BodyParts.OfType<TextPart>().Where(p => !p.IsAttachment).ToList();
        var plain = string.Join("\n\n", texts.Where(p => p.IsPlain).Select(Plain));
        var (head, notes) = (FrontMatterOf(message), Note(path, message));
        if (!string.IsNullOrWhiteSpace(plain))
        {
            return (MessageText.Of(path, message.Subject, plain, head, notes), null);
        }

        if (texts.Find(p => p.IsHtml) is { } html)
        {
            var (page, refusal) = HtmlReader.Read(new Source(path, html.Text), limits);
            return page is null ? (null, refusal) : (MessageText.Of(path, message.Subject, page, head, [.. page.Diagnostics, .. notes]), null);
        }

        return (null, Trouble(path, "D026", "the message holds no text, so nothing in it was checked", "save its attachment and check that"));
    }

    // Lines of flowed text that end in a space go on.
    private static string Plain(TextPart part) =>
        part.IsFlowed ? new FlowedToText { DeleteSpace = part.ContentType.Parameters.TryGetValue("delsp", out string? delete) && string.Equals(delete, "yes", StringComparison.OrdinalIgnoreCase) }.Convert(part.Text) : part.Text;

    private static FrontMatter FrontMatterOf(MimeMessage message) => new()
    {
        Author = message.From.Mailboxes.FirstOrDefault() is { } sender ? string.IsNullOrWhiteSpace(sender.Name) ? sender.Address : sender.Name : null,
        Published = message.Date == default ? null : DateOnly.FromDateTime(message.Date.DateTime),
    };

    private static Diagnostic[] Note(string path, MimeMessage message)
    {
        var names = message.Attachments.Select(a => a.ContentDisposition?.FileName ?? a.ContentType.Name ?? a.ContentType.MimeType).ToList();
        return names.Count == 0 ? []
            : [Diagnostic.OfFile(path, "D027", DiagnosticKind.Note, $"its attachments were not read: {string.Join(", ", names.Take(MostNames))}{(names.Count > MostNames ? $" and {names.Count - MostNames} more" : "")}", "save and check them by themselves")];
    }

    private static Diagnostic Trouble(string path, string code, string message, string help) => Diagnostic.OfFile(path, code, DiagnosticKind.Incomplete, message, help);
}
