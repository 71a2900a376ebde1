import { xmlText } from '../../../../lib/gateways/aws/xmlText.ts';

test.each([
  { xml: '<A><Arn>one</Arn><Arn>two</Arn></A>', text: 'one' },
  { xml: '<A>\n  <Arn lang="en" >one</Arn >\n</A>', text: 'one' },
  { xml: '<ns2:A xmlns:ns2="x"><ns2:Arn>one</ns2:Arn></ns2:A>', text: 'one' },
  { xml: '<A><Arn></Arn></A>', text: '' },
  { xml: '<A><ArnOf>no</ArnOf><Arns><Arn>one</Arn></Arns></A>', text: 'one' },
  { xml: '<A>&lt;Arn&gt;no&lt;/Arn&gt;<Arn>one</Arn></A>', text: 'one' },
  {
    xml: '<Arn>&lt;a&gt; &amp;amp; &quot;b&quot; &apos;c&apos; &#228;&#xE4;&#x1F511; &#13;</Arn>',
    text: '<a> &amp; "b" \'c\' ää🔑 \r',
  },
  { xml: '<Arn>&nbsp; &#x110000; &#9999999; & a;</Arn>', text: '&nbsp; &#x110000; &#9999999; & a;' },
  { xml: '<A><Arn><B>one</B></Arn></A>', text: undefined },
  { xml: '<A><Arn/></A>', text: undefined },
  { xml: '<html>', text: undefined },
  { xml: '', text: undefined },
])('of $xml the text is $text', ({ xml, text }) => {
  expect(xmlText(xml, 'Arn')).toBe(text);
});
