# Workbooks for tests, put together part by part.
package book;
use strict;
use warnings;
use Encode qw(encode_utf8);
use IO::Compress::Zip ();

# A zip archive of (name, text)…
sub zip {
	my ($file, @part) = @_;
	my $z;
	while (my ($name, $text) = splice @part, 0, 2) {
		$z ? $z->newStream(Name => $name) : ($z = IO::Compress::Zip->new($file, Name => $name));
		$z->print($text);
	}
	$z->close;
}

my $main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
my $link = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

sub escape {
	my ($t) = @_;
	$t = encode_utf8($t) if utf8::is_utf8($t);
	return $t =~ s/&/&amp;/gr =~ s/</&lt;/gr =~ s/>/&gt;/gr;
}

sub letters {
	my ($n) = @_;
	return ($n < 26 ? '' : chr(64 + int($n / 26))) . chr(65 + $n % 26);
}

# A cell: a text is shared; [ 'n', 46083, STYLE ], [ 'inlineStr', TEXT ], [ 'b', 1 ], [ 'e', '#REF!' ],
# undef nothing.
sub cells {
	my ($texts, @rows) = @_;
	my ($xml, $number) = ('', 0);
	for my $row (@rows) {
		$number++;
		next if !$row;
		$xml .= qq{<row r="$number">};
		for my $i (0 .. $#$row) {
			my $cell = $row->[$i] // next;
			my $ref = letters($i) . $number;
			if (!ref $cell) {
				push @$texts, $cell;
				$xml .= qq{<c r="$ref" t="s"><v>$#$texts</v></c>};
			} elsif ($cell->[0] eq 'inlineStr') {
				$xml .= qq{<c r="$ref" t="inlineStr"><is><t>} . escape($cell->[1]) . '</t></is></c>';
			} else {
				my ($type, $value, $style) = @$cell;
				$xml .= qq{<c r="$ref" t="$type"} . (defined $style ? qq{ s="$style"} : '')
					. "><v>$value</v></c>";
			}
		}
		$xml .= '</row>';
	}
	return $xml;
}

# Styles: 0 general, 1 dd/mm/yyyy, 2 dd/mm/yyyy hh:mm, 3 000000000000.
# %how: sheets [ [ name, rows, { hidden, merge } ]… ], from_1904, parts { name => text } instead.
sub make {
	my ($file, %how) = @_;
	my (@texts, @parts, $sheets, $links);
	my $n = 0;
	for my $sheet (@{ $how{sheets} }) {
		my ($name, $rows, $more) = @$sheet;
		$n++;
		$sheets .= '<sheet name="' . escape($name) . qq{" sheetId="$n" r:id="rId$n"}
			. ($more->{hidden} ? ' state="hidden"' : '') . '/>';
		$links .= qq{<Relationship Id="rId$n" Type="worksheet" Target="worksheets/sheet$n.xml"/>};
		my $merge = join '', map { qq{<mergeCell ref="$_"/>} } @{ $more->{merge} // [] };
		push @parts, "xl/worksheets/sheet$n.xml", "<worksheet $main><sheetData>" . cells(\@texts, @$rows)
			. '</sheetData>' . ($merge && "<mergeCells>$merge</mergeCells>") . '</worksheet>';
	}
	my %part = (
		'xl/workbook.xml' => "<?xml version=\"1.0\"?><workbook $main $link><workbookPr date1904=\""
			. ($how{from_1904} ? 1 : 0) . "\"/><sheets>$sheets</sheets></workbook>",
		'xl/_rels/workbook.xml.rels' =>
			"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">$links</Relationships>",
		'xl/styles.xml' => "<styleSheet $main><numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\\ hh:mm\"/>"
			. '<numFmt numFmtId="165" formatCode="000000000000"/></numFmts><cellXfs>'
			. join('', map { "<xf numFmtId=\"$_\"/>" } 0, 14, 164, 165) . '</cellXfs></styleSheet>',
		'xl/sharedStrings.xml' => "<sst $main>"
			. join('', map { '<si><t xml:space="preserve">' . escape($_) . '</t></si>' } @texts) . '</sst>',
		@parts,
		%{ $how{parts} // {} },
	);
	zip($file, map { ($_, $part{$_}) } grep { defined $part{$_} } sort keys %part);
}

1;
